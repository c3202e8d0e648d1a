# finding: rule -
# message: The function `audit` is missing
class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        return False


def transfer(source, target, amount):
    return False
