# expect: fail
# because: result() of a cancelled future raises CancelledError
from concurrent.futures import ThreadPoolExecutor
import threading

def program():
    gate = threading.Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        first = pool.submit(gate.wait)
        second = pool.submit(len, 'abc')
        second.cancel()
        gate.set()
        return second.result()

# --- scenario ---
main = program
def accept(r): return r == 3
