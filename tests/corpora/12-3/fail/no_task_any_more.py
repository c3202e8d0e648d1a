# finding: rule -
# message: is no task
from helpers.tasks.shop import app, bank, orders


def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
