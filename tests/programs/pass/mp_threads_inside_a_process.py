# expect: pass
import threading
from multiprocessing import Process, Queue

class Counter:
    def __init__(self):
        self.value = 0
        self.lock = threading.Lock()

    def up(self):
        with self.lock:
            self.value += 1

def work(queue):
    counter = Counter()
    threads = [threading.Thread(target=counter.up) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    queue.put((counter.value, threading.current_thread() is threading.main_thread()))

def run():
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    result = queue.get()
    p.join()
    return result

# --- scenario ---
def main(): return run()
def accept(result): return result == (2, True)
