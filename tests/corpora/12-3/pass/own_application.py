from celery import Celery
from helpers.tasks.shop import bank, orders

shop = Celery("shop")


@shop.task(name="shop.pay", acks_late=True, reject_on_worker_lost=True)
def pay(order, cents):
    receipt = bank.charge(order, cents, key=order)
    orders.note(order, receipt)
    return receipt
