# expect: fail
# because: wrong-result: the threads of the child share its memory
import threading
from multiprocessing import Process, Queue

total = 0

def up():
    global total
    total += 1

def work(queue):
    threads = [threading.Thread(target=up) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    queue.put(total)

def run():
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    result = queue.get()
    p.join()
    return result

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
