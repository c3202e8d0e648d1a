# expect: fail
# because: is_alive() is asked once and not waited for
# kind: unfinished-threads
import threading

def program():
    box = []
    t = threading.Thread(target=box.append, args=('gift',))
    t.start()
    if t.is_alive():
        pass
    return list(box)

# --- scenario ---
main = program
def accept(r): return r == ['gift']
