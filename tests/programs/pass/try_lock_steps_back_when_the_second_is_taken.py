# expect: pass
import threading


class Account:
    def __init__(self, balance):
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


def transfer(source, target, amount):
    take([source, target])
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        source.lock.release()
        target.lock.release()


# --- scenario ---
def setup():
    return Account(100), Account(0)
workers = [lambda s: s[0].withdraw(80), lambda s: transfer(s[0], s[1], 70)]
def invariant(s): return [a.balance for a in s] in ([20, 0], [30, 70])
