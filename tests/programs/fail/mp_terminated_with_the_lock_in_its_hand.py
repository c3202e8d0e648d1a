# expect: fail
# because: deadlock: nobody releases the lock of a process that was terminated
from multiprocessing import Lock, Process

def work(lock):
    with lock:
        print("in the lock")

def run():
    lock = Lock()
    p = Process(target=work, args=(lock,))
    p.start()
    p.terminate()
    p.join()
    with lock:
        return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
