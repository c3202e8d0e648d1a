# expect: fail
# because: three tasks meet at a barrier in a pool of two
# kind: deadlock
import threading
from concurrent.futures import ThreadPoolExecutor

def program():
    meet = threading.Barrier(3)
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(meet.wait) for _ in range(3)]
    return sorted(f.result() for f in futures)

# --- scenario ---
main = program
def accept(r): return r == [0, 1, 2]
