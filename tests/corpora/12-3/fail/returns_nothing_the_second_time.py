# finding: wrong-result -
# message: but `pay` returned None
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if orders.get(order) is None:
        receipt = bank.charge(order, cents, key=order)
        orders.note(order, receipt)
        return receipt
