# expect: fail
# because: the checker expects a balance that no order of deposit and withdrawal gives
# kind: exception
"""account_bad of SCTBench.

A deposit, a withdrawal and a check of the sum, each under one lock. When the check runs last it compares with a
wrong sum.

Source: L. Cordeiro, B. Fischer: Verifying multi-threaded software using SMT-based context-bounded model
checking, ICSE 2011; in SCTBench as CS.account_bad.
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
                assert self.balance == self.x - self.y - self.z

# --- scenario ---
setup = Account
workers = [Account.deposit, Account.withdraw, Account.check]
def invariant(a): return True
