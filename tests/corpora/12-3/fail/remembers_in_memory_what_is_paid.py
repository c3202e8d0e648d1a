# finding: wrong-result M09
# message: charged 2 times
from helpers.tasks.shop import app, bank, orders

done = set()


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    if order in done:
        return orders.get(order)
    receipt = bank.charge(order, cents)
    orders.note(order, receipt)
    done.add(order)
    return receipt
