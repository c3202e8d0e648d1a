# expect: fail
# because: join() on the queue waits for task_done()
# kind: deadlock
import queue
import threading

def program():
    q = queue.Queue()
    out = []

    def worker():
        while True:
            item = q.get()
            out.append(item)

    threading.Thread(target=worker, daemon=True).start()
    q.put('a')
    q.put('b')
    q.join()
    return out

# --- scenario ---
main = program
def accept(r): return r == ['a', 'b']
