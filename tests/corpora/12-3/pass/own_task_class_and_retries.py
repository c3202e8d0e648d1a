from celery import Task
from helpers.tasks.shop import app, bank, orders


class Careful(Task):
    acks_late = True
    reject_on_worker_lost = True
    max_retries = 3


@app.task(base=Careful, bind=True)
def pay(self, order, cents):
    try:
        receipt = bank.charge(order, cents, key=order)
        orders.note(order, receipt)
    except OSError as error:
        raise self.retry(exc=error, countdown=2**self.request.retries)
    return receipt
