# expect: fail
# because: each thread adds to its own copy: the main thread's total stays zero
# kind: wrong-result
import threading

class Total(threading.local):
    value = 0

total = Total()

def add(n):
    total.value += n

def program():
    ts = [threading.Thread(target=add, args=(n,)) for n in (1, 2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return total.value

# --- scenario ---
main = program
def accept(r): return r == 3
