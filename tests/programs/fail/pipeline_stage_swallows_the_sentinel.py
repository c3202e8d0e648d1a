# expect: fail
# because: the first stage does not hand the end mark on
# kind: deadlock
import queue
import threading

def stage(func, source, sink):
    while True:
        item = source.get()
        if item is None:
            return
        sink.put(func(item))

def program():
    a, b, c = queue.Queue(), queue.Queue(), queue.Queue()
    crew = [threading.Thread(target=stage, args=(str.strip, a, b)),
            threading.Thread(target=stage, args=(str.upper, b, c))]
    for t in crew:
        t.start()
    for text in (' x ', None):
        a.put(text)
    for t in crew:
        t.join()
    return [c.get()]

# --- scenario ---
main = program
def accept(r): return r == ['X']
