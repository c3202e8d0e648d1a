from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(numbers)


def count_all(shelves):
    """The star of celery: starmap would count one after another."""
    parts = [count.s(shelf) for shelf in shelves]
    callback = total.s()
    return chord(group(parts), callback)()
