# finding: rule -
# message: The signature of `transfer` has changed
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        return False


def transfer(source, target, amount, lock):
    with lock:
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    return sum(account.balance for account in accounts)
