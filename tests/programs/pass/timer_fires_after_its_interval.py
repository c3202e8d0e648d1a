# expect: pass
import threading

def program():
    log = []
    t = threading.Timer(0.05, log.append, args=('ring',))
    t.start()
    t.join()
    return log

# --- scenario ---
main = program
def accept(r): return r == ['ring']
