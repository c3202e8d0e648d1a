# expect: fail
# because: args=(5) is a number, not a tuple
import threading

def double(n, out):
    out.append(2 * n)

def program():
    out = []
    t = threading.Thread(target=double, args=(5), kwargs={'out': out})
    t.start()
    t.join()
    return out

# --- scenario ---
main = program
def accept(r): return r == [10]
