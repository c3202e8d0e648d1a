# expect: fail
# because: exception: queue.Empty although everything was put before
from multiprocessing import Process, Queue

def work(queue):
    queue.get_nowait()

def run():
    queue = Queue()
    queue.put(1)
    p = Process(target=work, args=(queue,))
    p.start()
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
