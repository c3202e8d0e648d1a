# finding: wrong-result -
# message: `withdraw` gives False instead of True
class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        return False


def transfer(source, target, amount):
    return False


def audit(accounts):
    return 200
