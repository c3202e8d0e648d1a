# expect: pass
import threading

class Shop:
    def __init__(self, chairs):
        self.mutex = threading.Lock()
        self.ready = threading.Semaphore(0)
        self.chairs = chairs
        self.waiting = []
        self.cut, self.left = [], []

    def barber(self):
        for _ in range(1):
            self.ready.acquire()
            with self.mutex:
                name = self.waiting.pop(0)
            self.cut.append(name)

    def customer(self, name):
        with self.mutex:
            if len(self.waiting) == self.chairs:
                self.left.append(name)
                return
            self.waiting.append(name)
            self.ready.release()

# --- scenario ---
def setup(): return Shop(1)
workers = [Shop.barber, lambda s: s.customer('ann'), lambda s: s.customer('bob')]
def invariant(s): return len(s.cut) == 1 and len(s.cut + s.left + s.waiting) == 3 - 1
