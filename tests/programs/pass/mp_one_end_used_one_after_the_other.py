# expect: pass
from multiprocessing import Pipe, Process

def tell(end, word):
    end.send(word)

def run():
    here, there = Pipe()
    words = []
    for word in ("left", "right"):
        child = Process(target=tell, args=(there, word))
        child.start()
        child.join()
    there.send("straight on")
    words = [here.recv() for _ in range(3)]
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == ["left", "right", "straight on"]
