# finding: wrong-result M56
# message: clicked twice
from helpers.tasks.shop import app, bank, orders


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def pay(self, order, cents):
    receipt = bank.charge(order, cents, key=self.request.id)
    orders.note(order, receipt)
    return receipt
