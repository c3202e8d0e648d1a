from dataclasses import dataclass, field
from threading import Lock


@dataclass(order=True)
class Account:
    number: int
    balance: int = field(compare=False)
    lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def withdraw(self, amount):
        with self.lock:
            if amount > self.balance:
                return False
            self.balance -= amount
        return True


def transfer(source, target, amount):
    a, b = min(source, target), max(source, target)
    with a.lock, b.lock:
        if amount > source.balance:
            return False
        source.balance -= amount
        target.balance += amount
    return True


def audit(accounts):
    in_order = sorted(accounts)

    def add_up(rest):
        if not rest:
            return sum(account.balance for account in accounts)
        with rest[0].lock:
            return add_up(rest[1:])

    return add_up(in_order)
