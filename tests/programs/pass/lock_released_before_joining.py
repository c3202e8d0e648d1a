# expect: pass
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
        log.append('started')
    t.join()
    return log

# --- scenario ---
main = program
def accept(r): return r == ['started', 'in']
