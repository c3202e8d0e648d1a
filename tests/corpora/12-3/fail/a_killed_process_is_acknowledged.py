# finding: wrong-result M55
# message: the worker lives on; its message is gone
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
