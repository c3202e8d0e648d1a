# expect: fail
# because: BoundedSemaphore raises when it is released above its start value
# kind: exception
import threading

seats = threading.BoundedSemaphore(2)

def ride():
    with seats:
        seats.release()

# --- scenario ---
def setup(): return None
workers = [lambda s: ride()]
def invariant(s): return True
