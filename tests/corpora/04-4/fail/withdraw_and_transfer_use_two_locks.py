# finding: wrong-result M07
# message: no order of the calls
import threading

withdrawing = threading.Lock()
transferring = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with withdrawing:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with transferring:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with transferring:
        return sum(account.balance for account in accounts)
