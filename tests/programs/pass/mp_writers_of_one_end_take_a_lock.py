# expect: pass
from multiprocessing import Lock, Pipe, Process

def tell(end, lock, word):
    with lock:
        end.send(word)

def run():
    here, there = Pipe()
    lock = Lock()
    children = [Process(target=tell, args=(there, lock, word)) for word in ("left", "right")]
    for child in children:
        child.start()
    words = {here.recv(), here.recv()}
    for child in children:
        child.join()
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == {"left", "right"}
