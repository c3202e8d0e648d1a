# finding: wrong-result M56
# message: charged 2 times
import datetime
from helpers.tasks.shop import app, bank, orders


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def pay(self, order, cents):
    receipt = bank.charge(order, cents, key=f"{order}-{datetime.date.today()}")
    orders.note(order, receipt)
    return receipt
