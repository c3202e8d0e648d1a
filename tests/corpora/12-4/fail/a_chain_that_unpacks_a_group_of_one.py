# finding: exception -
# message: a single shelf
from celery import chain, group, shared_task
from helpers.tasks.shop import app, warehouse


@shared_task
def count(shelf):
    return warehouse.count(shelf)


@shared_task
def total(numbers):
    result = 0
    for number in numbers:
        result += number
    return result


def count_all(shelves):
    return chain(group([count.si(shelf) for shelf in shelves]), total.s()).apply_async()
