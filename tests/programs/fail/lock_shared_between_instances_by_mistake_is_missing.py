# expect: fail
# because: each account makes its own lock, but the total is common to the class
# kind: wrong-result
import threading

class Account:
    bank_total = 0

    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 0

    def deposit(self, n):
        with self.lock:
            self.balance += n
            Account.bank_total += n

# --- scenario ---
def setup():
    Account.bank_total = 0
    return [Account(), Account()]
workers = [lambda s: s[0].deposit(5), lambda s: s[1].deposit(7)]
def invariant(s): return Account.bank_total == 12
