# finding: exception M51
# message: Celery forbids it
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(shelves):
    return sum(count.delay(shelf).get() for shelf in shelves)


def count_all(shelves):
    return total.delay(shelves)
