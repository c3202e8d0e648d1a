# expect: fail
# because: the auditor adds the balances up without the locks: it sees money in flight
# kind: wrong-result
import threading

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
        self.audit = sum(a.balance for a in self.accounts)

# --- scenario ---
setup = Bank
workers = [lambda b: b.transfer(5), Bank.total]
def invariant(b): return b.audit == 30
