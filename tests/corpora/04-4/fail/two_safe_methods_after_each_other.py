# finding: wrong-result M10
# message: Each part is safe alone
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

    def withdraw(self, amount):
        with self.lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def look(self):
        with self.lock:
            return self.balance


def transfer(source, target, amount):
    if not source.withdraw(amount):
        return False
    target.deposit(amount)
    return True


def audit(accounts):
    return sum(account.look() for account in accounts)
