# expect: fail
# because: data-race: an end of a pipe is for one reader at a time
# kind: data-race
from multiprocessing import Pipe, Process

def take(end):
    end.recv()

def run():
    here, there = Pipe(duplex=False)
    children = [Process(target=take, args=(here,)) for _ in range(2)]
    for child in children:
        child.start()
    for word in ("left", "right"):
        there.send(word)
    for child in children:
        child.join()

# --- scenario ---
def main(): return run()
def accept(result): return result is None
