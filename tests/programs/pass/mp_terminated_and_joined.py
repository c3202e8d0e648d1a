# expect: pass
import time
from multiprocessing import Event, Process

def work(started):
    started.set()
    while True:
        time.sleep(1)

def run():
    started = Event()
    p = Process(target=work, args=(started,))
    p.start()
    started.wait()
    p.terminate()
    p.join()
    return p.is_alive(), p.exitcode

# --- scenario ---
def main(): return run()
def accept(result): return result == (False, -15)
