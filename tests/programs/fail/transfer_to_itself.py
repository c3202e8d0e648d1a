# expect: fail
# because: a transfer from an account to itself takes the same lock twice
# kind: deadlock
import threading

class Account:
    def __init__(self, number, balance):
        self.number, self.balance = number, balance
        self.lock = threading.Lock()

def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda a: a.number)
    with first.lock:
        with second.lock:
            source.balance -= amount
            target.balance += amount

# --- scenario ---
def setup(): return [Account(1, 10), Account(2, 10)]
workers = [lambda s: transfer(s[0], s[1], 5), lambda s: transfer(s[1], s[1], 5)]
def invariant(s): return s[0].balance + s[1].balance == 20
