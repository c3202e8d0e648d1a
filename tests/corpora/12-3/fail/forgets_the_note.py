# finding: wrong-result -
# message: receipt is not noted
from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    return bank.charge(order, cents, key=order)
