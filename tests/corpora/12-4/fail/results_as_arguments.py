# finding: exception -
# message: JSON serializable
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(results):
    return sum(results)


def count_all(shelves):
    return total.delay([count.delay(shelf) for shelf in shelves])
