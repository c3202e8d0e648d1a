# expect: pass
import queue
import threading

def program():
    q = queue.Queue(maxsize=2)
    got = []

    def reader():
        for _ in range(3):
            got.append(q.get())

    t = threading.Thread(target=reader)
    t.start()
    for i in range(3):
        q.put(i)
    t.join()
    return got

# --- scenario ---
main = program
def accept(r): return r == [0, 1, 2]
