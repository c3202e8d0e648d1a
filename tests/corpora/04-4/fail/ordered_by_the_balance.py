# finding: deadlock M24
# message: In which order did each take its two
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


def transfer(source, target, amount):
    first, second = sorted([source, target], key=lambda account: account.balance)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with accounts[0].lock, accounts[1].lock:
        return sum(account.balance for account in accounts)
