# expect: fail
# because: a daemon thread is not joined: its work may not be there
# kind: wrong-result
import threading

def program():
    saved = []
    t = threading.Thread(target=saved.append, args=('file',), daemon=True)
    t.start()
    return list(saved)

# --- scenario ---
main = program
def accept(r): return r == ['file']
