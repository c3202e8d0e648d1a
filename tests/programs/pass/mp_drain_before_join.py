# expect: pass
from multiprocessing import Process, Queue

def produce(queue):
    queue.put("x" * 1_000_000)

def run():
    queue = Queue()
    p = Process(target=produce, args=(queue,))
    p.start()
    size = len(queue.get())
    p.join()
    return size

# --- scenario ---
def main(): return run()
def accept(result): return result == 1_000_000
