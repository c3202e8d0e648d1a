# finding: wrong-result M09
# message: nobody has paid
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if orders.get(order) is not None:
        return orders.get(order)
    orders.note(order, "receipt 1")
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
