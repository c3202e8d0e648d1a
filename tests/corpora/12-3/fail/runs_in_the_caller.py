# finding: wrong-result -
# message: sent no message
from helpers.tasks.shop import app, bank, orders

app.conf.task_always_eager = True


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
