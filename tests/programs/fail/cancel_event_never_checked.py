# expect: fail
# because: the loop does not look at the stop event
# kind: hang
import threading
import time

def program():
    stop = threading.Event()
    ticks = []

    def run():
        while True:
            ticks.append(1)
            time.sleep(0.01)

    t = threading.Thread(target=run)
    t.start()
    stop.set()
    t.join()
    return len(ticks)

# --- scenario ---
main = program
def accept(r): return r >= 1
