# finding: wrong-result M44
# message: is no AsyncResult
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


def count_all(shelves):
    return sum(group(count.s(shelf) for shelf in shelves)().get())
