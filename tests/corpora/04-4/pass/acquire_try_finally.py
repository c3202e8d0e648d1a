from threading import Lock as L

the_lock = L()


class Account:
    def __init__(self, number, balance):
        self.number, self.balance = number, balance

    def withdraw(self, amount):
        the_lock.acquire()
        try:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True
        finally:
            the_lock.release()


def transfer(source, target, amount):
    the_lock.acquire()
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        the_lock.release()


def audit(accounts):
    the_lock.acquire()
    try:
        return sum(a.balance for a in accounts)
    finally:
        the_lock.release()
