import threading

taking_several = threading.Lock()


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
    with taking_several:
        source.lock.acquire()
        target.lock.acquire()
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        target.lock.release()
        source.lock.release()


def audit(accounts):
    with taking_several:
        for account in accounts:
            account.lock.acquire()
    total = 0
    for account in accounts:
        total += account.balance
        account.lock.release()
    return total
