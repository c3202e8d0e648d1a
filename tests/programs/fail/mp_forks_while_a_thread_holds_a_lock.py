# expect: fail
# because: deadlock: the copy of the lock is held by nobody who is there
import multiprocessing
import threading

lock = threading.Lock()

def log():
    with lock:
        pass

def keep_busy(ready, go_on):
    with lock:
        ready.set()
        go_on.wait()

def run():
    context = multiprocessing.get_context("fork")
    ready, go_on = threading.Event(), threading.Event()
    t = threading.Thread(target=keep_busy, args=(ready, go_on))
    t.start()
    ready.wait()
    p = context.Process(target=log)
    p.start()
    go_on.set()
    t.join()
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
