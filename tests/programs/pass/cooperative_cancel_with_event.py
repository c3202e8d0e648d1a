# expect: pass
import threading
import time

class Clock:
    def __init__(self):
        self.stop = threading.Event()
        self.ticks = 0

    def run(self):
        while not self.stop.is_set():
            self.ticks += 1
            time.sleep(0.01)

def program():
    clock = Clock()
    t = threading.Thread(target=clock.run)
    t.start()
    time.sleep(0.03)
    clock.stop.set()
    t.join()
    return clock.ticks >= 0, t.is_alive()

# --- scenario ---
main = program
def accept(r): return r == (True, False)
