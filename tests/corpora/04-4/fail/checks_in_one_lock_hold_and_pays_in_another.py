# finding: wrong-result M09
# message: What was checked
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
        with bank:
            self.balance -= amount
        return True


def transfer(source, target, amount):
    with bank:
        if source.balance < amount:
            return False
    with bank:
        source.balance -= amount
        target.balance += amount
    return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
