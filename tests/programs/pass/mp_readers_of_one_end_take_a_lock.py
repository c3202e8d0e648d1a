# expect: pass
from multiprocessing import Lock, Pipe, Process

def take(end, lock):
    with lock:
        end.recv()

def run():
    here, there = Pipe()
    lock = Lock()
    children = [Process(target=take, args=(here, lock)) for _ in range(2)]
    for child in children:
        child.start()
    for word in ("left", "right"):
        there.send(word)
    for child in children:
        child.join()

# --- scenario ---
def main(): return run()
def accept(result): return result is None
