# expect: pass
from multiprocessing import Process, Queue

seen = []

def work(queue, n):
    seen.append(n)
    queue.put(seen)

def run():
    queue = Queue()
    ps = [Process(target=work, args=(queue, n)) for n in (1, 2)]
    for p in ps:
        p.start()
    got = sorted(queue.get() for _ in ps)
    for p in ps:
        p.join()
    return got, seen

# --- scenario ---
def main(): return run()
def accept(result): return result == ([[1], [2]], [])
