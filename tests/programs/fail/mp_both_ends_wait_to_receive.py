# expect: fail
# because: deadlock: both receive first
from multiprocessing import Pipe, Process

def answer(end):
    n = end.recv()
    end.send(n + 1)

def run():
    here, there = Pipe()
    p = Process(target=answer, args=(there,))
    p.start()
    n = here.recv()
    here.send(n)
    p.join()
    return n

# --- scenario ---
def main(): return run()
def accept(result): return True
