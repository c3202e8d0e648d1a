# expect: pass
from multiprocessing import Pipe, Process

def answer(end):
    for _ in range(2):
        end.send(end.recv() + 1)

def run():
    here, there = Pipe()
    p = Process(target=answer, args=(there,))
    p.start()
    n = 0
    for _ in range(2):
        here.send(n)
        n = here.recv()
    p.join()
    return n

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
