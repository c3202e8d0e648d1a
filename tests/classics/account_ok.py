# expect: pass
"""The right counterpart of `account`: the check compares with the right sum.

Source: as `account`.
"""
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.x, self.y, self.z = 1, 2, 4
        self.balance = self.x
        self.deposit_done = self.withdraw_done = False

    def deposit(self):
        with self.lock:
            self.balance += self.y
            self.deposit_done = True

    def withdraw(self):
        with self.lock:
            self.balance -= self.z
            self.withdraw_done = True

    def check(self):
        with self.lock:
            if self.deposit_done and self.withdraw_done:
                assert self.balance == self.x + self.y - self.z

# --- scenario ---
setup = Account
workers = [Account.deposit, Account.withdraw, Account.check]
def invariant(a): return a.balance == -1
