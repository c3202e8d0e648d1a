# expect: fail
# because: each thread stores its result in the same global
# kind: wrong-result
import threading

result = None

def add(a, b):
    global result
    result = a + b

def program():
    t1 = threading.Thread(target=add, args=(1, 2))
    t2 = threading.Thread(target=add, args=(3, 4))
    t1.start()
    t2.start()
    t1.join()
    first = result
    t2.join()
    return first, result

# --- scenario ---
main = program
def accept(r): return r == (3, 7)
