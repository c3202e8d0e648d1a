# expect: pass
# because: a thread begins at the time of the one that starts it, so joined one by one their sleeps add up
import threading
import time

def program():
    begin = time.perf_counter()
    for _ in range(3):
        t = threading.Thread(target=time.sleep, args=(1,))
        t.start()
        t.join()
    return time.perf_counter() - begin

# --- scenario ---
main = program
def accept(r): return r == 3.0
