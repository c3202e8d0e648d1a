# expect: fail
# because: wrong-result: it runs in the parent
import os
from multiprocessing import Process, SimpleQueue

def tell(queue):
    queue.put(os.getpid())

def run():
    queue = SimpleQueue()
    p = Process(target=tell, args=(queue,))
    p.run()
    return queue.get() != os.getpid()

# --- scenario ---
def main(): return run()
def accept(result): return result
