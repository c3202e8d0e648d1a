from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def add_up(numbers):
    return sum(numbers)


def count_all(shelves):
    work = group(count.s(shelf) for shelf in shelves) | add_up.s()
    return work.delay()
