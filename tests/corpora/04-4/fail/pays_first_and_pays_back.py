# finding: wrong-result M10
# message: no order of the calls
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def change(self, amount):
        with bank:
            self.balance += amount
            return self.balance

    def withdraw(self, amount):
        if self.change(-amount) < 0:
            self.change(amount)
            return False
        return True


def transfer(source, target, amount):
    if not source.withdraw(amount):
        return False
    target.change(amount)
    return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
