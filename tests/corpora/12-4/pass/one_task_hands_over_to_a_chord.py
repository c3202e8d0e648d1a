from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def total(numbers):
    return sum(numbers)


@app.task(bind=True)
def begin(self, shelves):
    raise self.replace(chord([count.s(shelf) for shelf in shelves], total.s()))


def count_all(shelves):
    return begin.delay(shelves)
