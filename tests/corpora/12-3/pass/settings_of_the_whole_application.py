from helpers.tasks.shop import app, bank, orders

app.conf.task_acks_late = True
app.conf.task_reject_on_worker_lost = True


@app.task
def pay(order, cents):
    """Charge the card once."""
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
