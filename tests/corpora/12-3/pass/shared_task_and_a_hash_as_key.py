import hashlib

from celery import shared_task
from helpers.tasks.shop import bank, orders


@shared_task(acks_late=True, task_reject_on_worker_lost=True, reject_on_worker_lost=True)
def pay(order, cents):
    key = hashlib.sha256(order.encode()).hexdigest()
    receipt = bank.charge(order, cents, key=key)
    if orders.get(order) is None:
        orders.note(order, receipt)
    return receipt
