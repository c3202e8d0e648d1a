from threading import Condition

bank = Condition()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        bank.acquire()
        enough = self.balance >= amount
        if enough:
            self.balance -= amount
        bank.notify_all()
        bank.release()
        return enough


def transfer(source, target, amount):
    with bank:
        enough = source.balance >= amount
        if enough:
            source.balance -= amount
            target.balance += amount
            bank.notify_all()
        return enough


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
