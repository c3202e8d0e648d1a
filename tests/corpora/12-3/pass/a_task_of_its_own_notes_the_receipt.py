from helpers.tasks.shop import app, bank, orders


@app.task(acks_late=True, reject_on_worker_lost=True)
def note(order, receipt):
    orders.note(order, receipt)


@app.task(acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    note.delay(order, receipt)
    return receipt
