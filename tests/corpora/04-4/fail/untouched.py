# finding: no-answer M09
# message: as it was given
class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        if self.balance < amount:
            return False
        self.balance -= amount
        return True


def transfer(source, target, amount):
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    return True


def audit(accounts):
    return sum(account.balance for account in accounts)
