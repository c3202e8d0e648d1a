# finding: too-little-parallelism -
# message: no moment more than one
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(shelves):
    return sum(count(shelf) for shelf in shelves)


def count_all(shelves):
    return total.delay(shelves)
