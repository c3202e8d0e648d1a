# expect: fail
# because: deadlock: the child cannot end before its items are taken
from multiprocessing import Process, Queue

def produce(queue):
    queue.put("x" * 1_000_000)

def run():
    queue = Queue()
    p = Process(target=produce, args=(queue,))
    p.start()
    p.join()
    return len(queue.get())

# --- scenario ---
def main(): return run()
def accept(result): return result == 1_000_000
