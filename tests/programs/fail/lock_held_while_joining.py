# expect: fail
# because: join() under the lock that the thread needs
# kind: deadlock
import threading

def program():
    lock = threading.Lock()
    log = []

    def work():
        with lock:
            log.append('in')

    t = threading.Thread(target=work)
    with lock:
        t.start()
        t.join()
    return log

# --- scenario ---
main = program
def accept(r): return r == ['in']
