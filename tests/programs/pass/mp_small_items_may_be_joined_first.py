# expect: pass
from multiprocessing import Process, Queue

def produce(queue, n):
    queue.put(n)

def run():
    queue = Queue()
    ps = [Process(target=produce, args=(queue, n)) for n in (1, 2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return sorted(queue.get() for _ in ps)

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 2]
