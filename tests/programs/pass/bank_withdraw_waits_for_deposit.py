# expect: pass
import threading

class Account:
    def __init__(self):
        self.money = 0
        self.more = threading.Condition()

    def deposit(self, n):
        with self.more:
            self.money += n
            self.more.notify_all()

    def withdraw(self, n):
        with self.more:
            while self.money < n:
                self.more.wait()
            self.money -= n

# --- scenario ---
setup = Account
workers = [lambda a: a.withdraw(30), lambda a: a.deposit(20), lambda a: a.deposit(20)]
def invariant(a): return a.money == 10
