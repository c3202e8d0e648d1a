# expect: fail
# because: data-race: an end of a pipe is for one writer at a time
# kind: data-race
from multiprocessing import Pipe, Process

def tell(end, word):
    end.send(word)

def run():
    here, there = Pipe(duplex=False)
    children = [Process(target=tell, args=(there, word)) for word in ("left", "right")]
    for child in children:
        child.start()
    words = {here.recv() for _ in children}
    for child in children:
        child.join()
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == {"left", "right"}
