# expect: pass
import threading

class Wallet:
    def __init__(self):
        self.lock = threading.Lock()
        self.coins = 1
        self.answers = []

    def pay(self):
        self.lock.acquire()
        try:
            if self.coins == 0:
                return False
            self.coins -= 1
            return True
        finally:
            self.lock.release()

    def customer(self):
        self.answers.append(self.pay())

# --- scenario ---
setup = Wallet
workers = [Wallet.customer] * 3
def invariant(w): return w.coins == 0 and sorted(w.answers) == [False, False, True]
