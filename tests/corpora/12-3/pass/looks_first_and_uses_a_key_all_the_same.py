from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    noted = orders.get(order)
    if noted is not None:
        return noted
    receipt = bank.charge(order, cents, key="payment of " + order)
    orders.note(order, receipt)
    return receipt
