# expect: fail
# because: the workers wait in get() for ever: the program never ends
import queue
import threading

def program():
    q = queue.Queue()
    out = []

    def worker():
        while True:
            out.append(q.get())
            q.task_done()

    threading.Thread(target=worker).start()
    q.put('a')
    q.join()
    return out

# --- scenario ---
main = program
def accept(r): return r == ['a']
