# expect: pass
import sys
from multiprocessing import Process

def check(n):
    if n < 0:
        sys.exit(3)
    if n == 0:
        raise ValueError("zero")

def run():
    codes = []
    for n in (1, 0, -1):
        p = Process(target=check, args=(n,))
        p.start()
        p.join()
        codes.append(p.exitcode)
    return codes

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 3]
