# finding: wrong-result M06
# message: How many locks exist
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        lock = threading.Lock()
        lock.acquire()
        try:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True
        finally:
            lock.release()


def transfer(source, target, amount):
    with threading.Lock():
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with threading.Lock():
        return sum(account.balance for account in accounts)
