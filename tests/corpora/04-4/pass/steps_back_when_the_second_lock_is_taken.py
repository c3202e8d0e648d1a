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


def take(accounts):
    while True:
        taken = []
        for account in accounts:
            if not account.lock.acquire(blocking=False):
                break
            taken.append(account)
        else:
            return
        for account in taken:
            account.lock.release()


def give_back(accounts):
    for account in accounts:
        account.lock.release()


def transfer(source, target, amount):
    take([source, target])
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        give_back([source, target])


def audit(accounts):
    take(accounts)
    try:
        return sum(account.balance for account in accounts)
    finally:
        give_back(accounts)
