# expect: fail
# because: sleeping longer than the worker is not waiting for it
# kind: wrong-result
import threading
import time

def program():
    state = {'rows': 0}

    def load():
        time.sleep(0.1)
        state['rows'] = 500

    t = threading.Thread(target=load)
    t.start()
    time.sleep(0.3)
    rows = state['rows']
    t.join()
    return rows

# --- scenario ---
main = program
def accept(r): return r == 500
