# expect: fail
# because: wrong-result: items of two processes come in any order
from multiprocessing import Process, Queue

def produce(queue, n):
    queue.put(n)

def run():
    queue = Queue()
    ps = [Process(target=produce, args=(queue, n)) for n in (1, 2)]
    for p in ps:
        p.start()
    got = [queue.get() for _ in ps]
    for p in ps:
        p.join()
    return got

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, 2]
