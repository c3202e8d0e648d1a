import queue
import threading

jobs = queue.Queue()


def clerk():
    while True:
        job, reply = jobs.get()
        reply.put(job())


def ask(job):
    reply = queue.SimpleQueue()
    jobs.put((job, reply))
    return reply.get()


threading.Thread(target=clerk, daemon=True).start()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def _withdraw(self, amount):
        if self.balance < amount:
            return False
        self.balance -= amount
        return True

    def withdraw(self, amount):
        return ask(lambda: self._withdraw(amount))


def transfer(source, target, amount):
    def job():
        if not source._withdraw(amount):
            return False
        target.balance += amount
        return True

    return ask(job)


def audit(accounts):
    return ask(lambda: sum(account.balance for account in accounts))
