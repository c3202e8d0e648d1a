from threading import BoundedSemaphore

counter = BoundedSemaphore()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with counter:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with counter:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with counter:
        return sum([account.balance for account in accounts])
