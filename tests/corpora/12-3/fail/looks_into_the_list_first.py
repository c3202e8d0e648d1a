# finding: wrong-result M09
# message: charged 2 times
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if orders.get(order) is None:
        receipt = bank.charge(order, cents)
        orders.note(order, receipt)
    return orders.get(order)
