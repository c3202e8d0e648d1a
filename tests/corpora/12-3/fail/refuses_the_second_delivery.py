# finding: wrong-result -
# message: returns no receipt
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if orders.get(order):
        raise ValueError("already paid")
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
