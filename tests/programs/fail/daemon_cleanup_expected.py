# expect: fail
# because: the finally block of a daemon thread need not run before the program ends
# kind: wrong-result
import threading
import time

def program():
    log = []

    def backup():
        try:
            log.append('open')
            time.sleep(0.5)
        finally:
            log.append('closed')

    t = threading.Thread(target=backup, daemon=True)
    t.start()
    time.sleep(0.01)
    return log[-1:]

# --- scenario ---
main = program
def accept(r): return r == ['closed']
