# expect: fail
# because: deadlock: both pipes are full
from multiprocessing import Pipe, Process

def exchange(end):
    end.send(b"a" * 200_000)
    return len(end.recv())

def run():
    here, there = Pipe()
    p = Process(target=exchange, args=(there,))
    p.start()
    size = exchange(here)
    p.join()
    return size

# --- scenario ---
def main(): return run()
def accept(result): return result == 200_000
