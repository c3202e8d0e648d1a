# expect: pass
import threading

def program():
    log = []
    t = threading.Timer(0.05, lambda: log.append('ring'))
    t.cancel()
    t.start()
    t.join()
    return log

# --- scenario ---
main = program
def accept(r): return r == []
