# expect: pass
import threading
import time

def program():
    box = []
    t = threading.Thread(target=box.append, args=('gift',))
    t.start()
    while t.is_alive():
        time.sleep(0.01)
    return list(box)

# --- scenario ---
main = program
def accept(r): return r == ['gift']
