# expect: pass
# because: a default value is made once, so all calls share the lock
import threading

total = 0

def add(n, lock=threading.Lock()):
    global total
    with lock:
        total += n

# --- scenario ---
workers = [lambda _: add(1), lambda _: add(2)]
def invariant(_): return total == 3
