# expect: pass
from queue import SimpleQueue
from threading import Thread

def program():
    pipe = SimpleQueue()
    got = []

    def reader():
        while True:
            item = pipe.get()
            if item == 'stop':
                break
            got.append(item)

    t = Thread(target=reader)
    t.start()
    for item in ('a', 'b', 'stop'):
        pipe.put(item)
    t.join()
    return got

# --- scenario ---
main = program
def accept(r): return r == ['a', 'b']
