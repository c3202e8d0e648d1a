# finding: wrong-result M07
# message: no order of the calls
import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()
        self.purse = threading.Lock()

    def withdraw(self, amount):
        with self.purse:
            if self.balance >= amount:
                self.balance -= amount
                return True
            return False


def transfer(source, target, amount):
    first, second = (source, target) if id(source) < id(target) else (target, source)
    with first.lock:
        with second.lock:
            if not source.withdraw(amount):
                return False
            target.balance += amount
            return True


def audit(accounts):
    held = sorted(accounts, key=id)
    for account in held:
        account.lock.acquire()
    try:
        return sum(account.balance for account in accounts)
    finally:
        for account in reversed(held):
            account.lock.release()
