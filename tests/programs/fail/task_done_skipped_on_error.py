# expect: fail
# because: an item that fails is never marked as done
# kind: deadlock
import queue
import threading

def program():
    q = queue.Queue()
    good = []

    def worker():
        while True:
            text = q.get()
            try:
                good.append(int(text))
                q.task_done()
            except ValueError:
                continue

    threading.Thread(target=worker, daemon=True).start()
    for text in ('1', 'two'):
        q.put(text)
    q.join()
    return good

# --- scenario ---
main = program
def accept(r): return r == [1]
