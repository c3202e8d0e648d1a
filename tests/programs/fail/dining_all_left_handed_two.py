# expect: fail
# because: two philosophers, both left-handed
# kind: deadlock
import threading

class Philosopher(threading.Thread):
    def __init__(self, left, right, plates):
        super().__init__()
        self.left, self.right, self.plates = left, right, plates

    def run(self):
        self.left.acquire()
        self.right.acquire()
        self.plates.append(self.name)
        self.right.release()
        self.left.release()

def dinner():
    a, b = threading.Lock(), threading.Lock()
    plates = []
    guests = [Philosopher(a, b, plates), Philosopher(b, a, plates)]
    for g in guests: g.start()
    for g in guests: g.join()
    return len(plates)

# --- scenario ---
main = dinner
def accept(r): return r == 2
