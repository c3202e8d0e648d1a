# finding: too-little-parallelism M44
# message: waits for a result
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(numbers)


def count_all(shelves):
    results = [count.delay(shelf) for shelf in shelves]
    return total.delay([result.get() for result in results])
