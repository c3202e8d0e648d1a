# finding: deadlock M25
# message: each `return`
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        bank.acquire()
        if self.balance < amount:
            return False
        self.balance -= amount
        bank.release()
        return True


def transfer(source, target, amount):
    bank.acquire()
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    bank.release()
    return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
