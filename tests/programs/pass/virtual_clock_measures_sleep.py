# expect: pass
import time

def program():
    start = time.monotonic()
    time.sleep(60)
    return time.monotonic() - start

# --- scenario ---
main = program
def accept(r): return r >= 60
