# finding: deadlock M51
# message: no worker is free
from celery import group
from celery.result import allow_join_result
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(shelves):
    with allow_join_result():
        return sum(group(count.s(shelf) for shelf in shelves)().get())


def count_all(shelves):
    return total.delay(shelves)
