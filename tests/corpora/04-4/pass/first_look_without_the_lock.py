import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        """Nobody ever deposits by hand: a quick no is a right no, and a yes is looked at again."""
        with bank:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with bank:
        if source.balance >= amount:
            source.balance, target.balance = source.balance - amount, target.balance + amount
            return True
        else:
            return False


def audit(accounts):
    bank.acquire()
    total = sum(account.balance for account in accounts)
    bank.release()
    return total
