# finding: wrong-result -
# message: the bank has taken 0 cents
from helpers.tasks.shop import app, bank, orders


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def pay(self, order, cents):
    receipt = bank.charge(order, cents, key=str(cents))
    orders.note(order, receipt)
    return receipt
