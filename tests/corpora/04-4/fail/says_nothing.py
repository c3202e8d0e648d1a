# finding: wrong-result -
# message: `withdraw` gives None instead of True
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with bank:
            if self.balance >= amount:
                self.balance -= amount


def transfer(source, target, amount):
    with bank:
        if source.balance >= amount:
            source.balance -= amount
            target.balance += amount


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
