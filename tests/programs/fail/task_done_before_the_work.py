# expect: fail
# because: task_done() comes before the work: join() returns too early
# kind: wrong-result
import queue
import threading

def program():
    q = queue.Queue()
    out = []

    def worker():
        while True:
            item = q.get()
            q.task_done()
            out.append(item)

    threading.Thread(target=worker, daemon=True).start()
    q.put('a')
    q.join()
    return list(out)

# --- scenario ---
main = program
def accept(r): return r == ['a']
