# expect: fail
# because: exception: only by inheritance
from multiprocessing import Lock, Process, Queue

def work(queue):
    lock = queue.get()
    with lock:
        pass

def run():
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    queue.put(Lock())
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return True
