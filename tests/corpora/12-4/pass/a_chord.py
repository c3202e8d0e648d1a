from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(numbers)


def count_all(shelves):
    return chord(count.s(shelf) for shelf in shelves)(total.s())
