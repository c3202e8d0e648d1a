# expect: pass
from multiprocessing import Manager, Process

def count(counts, lock):
    with lock:
        counts["a"] += 1

def run():
    with Manager() as manager:
        counts, lock = manager.dict(a=0), manager.Lock()
        ps = [Process(target=count, args=(counts, lock)) for _ in range(2)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return dict(counts)

# --- scenario ---
def main(): return run()
def accept(result): return result == {'a': 2}
