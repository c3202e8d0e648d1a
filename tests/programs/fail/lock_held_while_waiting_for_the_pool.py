# expect: fail
# because: main holds the lock that the task needs and waits for its result
# kind: deadlock
import threading
from concurrent.futures import ThreadPoolExecutor

def program():
    lock = threading.Lock()
    log = []

    def write(text):
        with lock:
            log.append(text)

    with ThreadPoolExecutor(max_workers=1) as pool:
        with lock:
            pool.submit(write, 'hello').result()
    return log

# --- scenario ---
main = program
def accept(r): return r == ['hello']
