# finding: wrong-result M10
# message: no order of the calls
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def get(self):
        with bank:
            return self.balance

    def set(self, value):
        with bank:
            self.balance = value

    def withdraw(self, amount):
        old = self.get()
        if old < amount:
            return False
        self.set(old - amount)
        return True


def transfer(source, target, amount):
    if not source.withdraw(amount):
        return False
    target.set(target.get() + amount)
    return True


def audit(accounts):
    return sum(account.get() for account in accounts)
