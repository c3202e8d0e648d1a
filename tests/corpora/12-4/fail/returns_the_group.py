# finding: wrong-result -
# message: one number for each shelf
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


def count_all(shelves):
    return group(count.s(shelf) for shelf in shelves)()
