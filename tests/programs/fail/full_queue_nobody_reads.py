# expect: fail
# because: the main thread fills a bounded queue before it starts the reader
# kind: deadlock
import queue
import threading

def program():
    q = queue.Queue(maxsize=2)
    got = []

    def reader():
        for _ in range(3):
            got.append(q.get())

    t = threading.Thread(target=reader)
    for i in range(3):
        q.put(i)
    t.start()
    t.join()
    return got

# --- scenario ---
main = program
def accept(r): return r == [0, 1, 2]
