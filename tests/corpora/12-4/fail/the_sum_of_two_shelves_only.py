# finding: wrong-result -
# message: lie 130 things
from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return numbers[0] + numbers[-1]


def count_all(shelves):
    return chord(count.s(shelf) for shelf in shelves)(total.s())
