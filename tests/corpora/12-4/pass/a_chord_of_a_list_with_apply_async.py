from celery import chord, group
from helpers.tasks.shop import app, warehouse


@app.task
def count(shelf):
    return warehouse.count(shelf)


@app.task(ignore_result=False)
def total(numbers, start=0):
    return sum(numbers, start)


def count_all(shelves):
    header = [count.signature((shelf,)) for shelf in shelves]
    return chord(header, total.s(start=0)).apply_async()
