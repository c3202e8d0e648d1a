# finding: deadlock M23
# message: who holds it at that moment
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with bank:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with bank:
        if not source.withdraw(amount):
            return False
        target.balance += amount
        return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
