from celery import chain
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def take(order, cents):
    return bank.charge(order, cents, key=order)


@app.task(acks_late=True, reject_on_worker_lost=True)
def note(receipt, order):
    orders.note(order, receipt)
    return receipt


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def pay(self, order, cents):
    return self.replace(chain(take.s(order, cents), note.s(order)))
