# expect: fail
# because: wrong-result: d[k] += 1 is two calls
from multiprocessing import Manager, Process

def count(counts):
    counts["a"] += 1

def run():
    with Manager() as manager:
        counts = manager.dict(a=0)
        ps = [Process(target=count, args=(counts,)) for _ in range(2)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return counts["a"]

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
