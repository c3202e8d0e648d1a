# expect: pass
# Reading and writing do not disturb each other: each direction has a pipe of its own underneath.
from multiprocessing import Pipe, Process
from threading import Thread

def echo(end):
    for _ in range(2):
        end.send(end.recv())

def run():
    here, there = Pipe()
    child = Process(target=echo, args=(there,))
    child.start()
    def ask():
        for word in ("left", "right"):
            here.send(word)
    asking = Thread(target=ask)
    asking.start()
    words = [here.recv(), here.recv()]
    asking.join()
    child.join()
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == ["left", "right"]
