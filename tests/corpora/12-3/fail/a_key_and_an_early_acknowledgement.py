# finding: wrong-result M55
# message: nobody has paid
from helpers.tasks.shop import app, bank, orders


@app.task
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
