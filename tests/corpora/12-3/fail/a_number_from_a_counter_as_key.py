# finding: wrong-result -
# message: For order 'B17' the bank has taken 0 cents
import itertools

from helpers.tasks.shop import app, bank, orders

numbers = itertools.count()
keys = {}


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if order not in keys:
        keys[order] = f"payment {next(numbers)}"
    receipt = bank.charge(order, cents, key=keys[order])
    orders.note(order, receipt)
    return receipt
