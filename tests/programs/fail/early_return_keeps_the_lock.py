# expect: fail
# because: return without release(): the next caller waits for ever
# kind: deadlock
import threading

class Wallet:
    def __init__(self):
        self.lock = threading.Lock()
        self.coins = 1

    def pay(self):
        self.lock.acquire()
        if self.coins == 0:
            return False
        self.coins -= 1
        self.lock.release()
        return True

# --- scenario ---
setup = Wallet
workers = [Wallet.pay] * 3
def invariant(w): return w.coins == 0
