# expect: fail
# because: a thread can be started only once
# kind: exception
import threading

def program():
    beats = []
    drum = threading.Thread(target=beats.append, args=('boom',))
    drum.start()
    drum.join()
    drum.start()
    drum.join()
    return beats

# --- scenario ---
main = program
def accept(r): return r == ['boom', 'boom']
