# finding: wrong-result M56
# message: charged 2 times
import time

from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=f"{order} {int(time.time())}")
    orders.note(order, receipt)
    return receipt
