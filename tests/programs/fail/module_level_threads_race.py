# expect: fail
# because: threads that the module starts when it is run lose an update
# kind: wrong-result
import threading

total = 0

def add(n):
    global total
    total += n

threads = [threading.Thread(target=add, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

# --- scenario ---
def main(): return total
def accept(r): return r == 3
