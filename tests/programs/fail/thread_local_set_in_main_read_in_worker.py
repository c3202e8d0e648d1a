# expect: fail
# because: an attribute of threading.local set by one thread is not there in another
# kind: exception
import threading

session = threading.local()

def program():
    session.user = 'ann'
    seen = []
    t = threading.Thread(target=lambda: seen.append(session.user))
    t.start()
    t.join()
    return seen

# --- scenario ---
main = program
def accept(r): return r == ['ann']
