# finding: wrong-result M44
# message: is no AsyncResult
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


def count_all(shelves):
    numbers = [count.delay(shelf).get() for shelf in shelves]
    return sum(numbers)
