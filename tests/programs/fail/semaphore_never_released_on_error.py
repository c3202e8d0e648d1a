# expect: fail
# because: the permit is lost when the job raises: the last customer starves
# kind: deadlock
import threading

class Barber:
    def __init__(self):
        self.chair = threading.Semaphore(1)
        self.cuts = 0

    def cut(self, bald):
        self.chair.acquire()
        try:
            if bald:
                raise ValueError('no hair')
            self.cuts += 1
        except ValueError:
            return
        self.chair.release()

# --- scenario ---
setup = Barber
workers = [lambda b: b.cut(True), lambda b: b.cut(False)]
def invariant(b): return b.cuts == 1
