# expect: fail
# because: deposit() wakes one waiter, which cannot go on: the other one could
import threading

class Account:
    def __init__(self):
        self.money = 0
        self.more = threading.Condition()

    def deposit(self, n):
        with self.more:
            self.money += n
            self.more.notify()

    def withdraw(self, n):
        with self.more:
            while self.money < n:
                self.more.wait()
            self.money -= n

# --- scenario ---
setup = Account
def depositor(a):
    a.deposit(10)
    a.deposit(50)
workers = [lambda a: a.withdraw(50), lambda a: a.withdraw(10), depositor]
def invariant(a): return a.money == 0
