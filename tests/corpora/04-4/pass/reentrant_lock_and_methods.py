import threading


class Account:
    bank = threading.RLock()

    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with Account.bank:
            enough = self.balance >= amount
            if enough:
                self.balance -= amount
            return enough

    def deposit(self, amount):
        with Account.bank:
            self.balance += amount


def transfer(source, target, amount):
    with Account.bank:
        if source.withdraw(amount):
            target.deposit(amount)
            return True
    return False


def audit(accounts):
    total = 0
    with Account.bank:
        for account in accounts:
            total += account.balance
    return total
