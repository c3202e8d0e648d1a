# finding: wrong-result -
# message: `withdraw too much` gives True instead of False
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with bank:
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with bank:
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
