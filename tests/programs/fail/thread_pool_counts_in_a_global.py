# expect: fail
# because: the workers of a ThreadPool are threads of this process: the counter is shared and has no lock
from multiprocessing.pool import ThreadPool

hits = 0

def visit(page):
    global hits
    hits += 1

def run():
    with ThreadPool(2) as pool:
        pool.map(visit, ["a", "b"])
    return hits

# --- scenario ---
def main(): return run()
def accept(r): return r == 2
