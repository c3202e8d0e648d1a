# expect: fail
# because: starting order is not finishing order: only the last thread is joined
# kind: unfinished-threads
import threading

def program():
    arrived = []
    for name in ('north', 'south', 'west'):
        t = threading.Thread(target=arrived.append, args=(name,))
        t.start()
    t.join()
    return sorted(arrived)

# --- scenario ---
main = program
def accept(r): return r == ['north', 'south', 'west']
