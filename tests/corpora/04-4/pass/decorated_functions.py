import functools
import threading


def one_at_a_time(lock):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            with lock:
                return function(*args, **kwargs)

        return wrapper

    return decorate


counter_lock = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    @one_at_a_time(counter_lock)
    def withdraw(self, amount):
        if self.balance < amount:
            return False
        self.balance -= amount
        return True


@one_at_a_time(counter_lock)
def transfer(source, target, amount):
    if source.balance < amount:
        return False
    source.balance -= amount
    target.balance += amount
    return True


@one_at_a_time(counter_lock)
def audit(accounts):
    return sum(account.balance for account in accounts)
