# expect: pass
import threading

class Account:
    bank_total = 0
    bank_lock = threading.Lock()

    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 0

    def deposit(self, n):
        with self.lock:
            self.balance += n
        with Account.bank_lock:
            Account.bank_total += n

# --- scenario ---
def setup():
    Account.bank_total = 0
    return [Account(), Account()]
workers = [lambda s: s[0].deposit(5), lambda s: s[1].deposit(7), lambda s: s[0].deposit(1)]
def invariant(s): return Account.bank_total == 13 and s[0].balance == 6
