# finding: too-little-parallelism -
# message: no moment more than one
from celery import chain
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task
def add(so_far, shelf):
    return so_far + warehouse.count(shelf)


def count_all(shelves):
    return chain(count.s(shelves[0]), *[add.s(shelf) for shelf in shelves[1:]])()
