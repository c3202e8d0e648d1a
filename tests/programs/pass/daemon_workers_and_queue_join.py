# expect: pass
import queue
import threading

def program():
    q = queue.Queue()
    out = []

    def worker():
        while True:
            item = q.get()
            try:
                out.append(item * 2)
            finally:
                q.task_done()

    for _ in range(2):
        threading.Thread(target=worker, daemon=True).start()
    for item in (1, 2):
        q.put(item)
    q.join()
    return sorted(out)

# --- scenario ---
main = program
def accept(r): return r == [2, 4]
