# expect: pass
import threading

class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    while True:
        with source.lock:
            if target.lock.acquire(blocking=False):
                try:
                    source.balance -= amount
                    target.balance += amount
                    return
                finally:
                    target.lock.release()

# --- scenario ---
def setup(): return (Account(10), Account(10))
workers = [lambda s: transfer(s[0], s[1], 3), lambda s: transfer(s[1], s[0], 4)]
def invariant(s): return (s[0].balance, s[1].balance) == (11, 9)
