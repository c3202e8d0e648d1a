# finding: exception -
# message: os._exit(0) ends the program at once
import os

os._exit(0)


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        return True


def transfer(source, target, amount):
    return True


def audit(accounts):
    return 0
