# finding: spin -
# message: One thread, and two accounts
class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        while self.balance < amount:
            pass
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
