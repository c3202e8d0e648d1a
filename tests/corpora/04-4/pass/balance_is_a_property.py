import threading


class Account:
    _bank = threading.RLock()

    def __init__(self, number, balance):
        self.number = number
        self._balance = balance

    @property
    def balance(self):
        with self._bank:
            return self._balance

    @balance.setter
    def balance(self, value):
        with self._bank:
            self._balance = value

    def withdraw(self, amount):
        with self._bank:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with Account._bank:
        if not source.withdraw(amount):
            return False
        target.balance += amount
        return True


def audit(accounts):
    with Account._bank:
        return sum(account.balance for account in accounts)
