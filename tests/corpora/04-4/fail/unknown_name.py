# finding: exception -
# message: NameError
class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = Lock()

    def withdraw(self, amount):
        with self.lock:
            return False


def transfer(source, target, amount):
    return False


def audit(accounts):
    return 0
