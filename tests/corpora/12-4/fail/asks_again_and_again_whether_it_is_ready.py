# finding: too-little-parallelism M44
# message: waits for a result
import time

from celery import group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(numbers)


def count_all(shelves):
    counting = group(count.s(shelf) for shelf in shelves)()
    while not counting.ready():
        time.sleep(0.1)
    return total.delay(counting.get())
