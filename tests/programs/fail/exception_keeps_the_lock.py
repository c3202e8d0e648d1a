# expect: fail
# because: the exception is caught by the caller, but the lock stays locked
# kind: deadlock
import threading

class Menu:
    def __init__(self):
        self.lock = threading.Lock()
        self.prices = {'tea': 2}
        self.sum = 0

    def add(self, dish):
        self.lock.acquire()
        self.sum += self.prices[dish]
        self.lock.release()

    def order(self, dish):
        try:
            self.add(dish)
        except KeyError:
            pass

# --- scenario ---
setup = Menu
workers = [lambda m: m.order('cake'), lambda m: m.order('tea')]
def invariant(m): return m.sum == 2
