# finding: wrong-result M56
# message: nobody has paid
from helpers.tasks.shop import app, bank, orders


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def pay(self, order, cents):
    if self.request.delivery_info["redelivered"]:
        return orders.get(order)
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
