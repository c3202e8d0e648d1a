# finding: wrong-result -
# message: comes to 125
from celery import chord
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(set(numbers))


def count_all(shelves):
    return chord(count.s(s) for s in shelves)(total.s())
