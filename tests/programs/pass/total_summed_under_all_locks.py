# expect: pass
import threading
from contextlib import ExitStack

class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

class Bank:
    def __init__(self):
        self.accounts = [Account(10), Account(20)]
        self.audit = None

    def transfer(self, n):
        a, b = self.accounts
        with a.lock, b.lock:
            a.balance -= n
            b.balance += n

    def total(self):
        with ExitStack() as stack:
            for a in self.accounts:
                stack.enter_context(a.lock)
            self.audit = sum(a.balance for a in self.accounts)

# --- scenario ---
setup = Bank
workers = [lambda b: b.transfer(5), Bank.total]
def invariant(b): return b.audit == 30
