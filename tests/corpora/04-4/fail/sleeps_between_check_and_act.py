# finding: wrong-result M18
# message: Which line makes the other orders impossible
import random
from time import sleep


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        sleep(random.random() / 10)
        if self.balance < amount:
            return False
        self.balance -= amount
        return True


def transfer(source, target, amount):
    sleep(random.random() / 10)
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    return True


def audit(accounts):
    sleep(1)
    return sum(account.balance for account in accounts)
