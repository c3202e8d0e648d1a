# expect: fail
# because: the timer has not fired yet when the result is read
# kind: unfinished-threads
import threading

def program():
    log = []
    t = threading.Timer(0.01, log.append, args=('ring',))
    t.start()
    return list(log)

# --- scenario ---
main = program
def accept(r): return r == ['ring']
