import random

from celery import shared_task
from helpers.tasks.shop import Busy, Closed, post


@shared_task
def send_letter(order, attempt=0):
    try:
        return post.send(order)
    except (Busy, Closed):
        if attempt == 5:
            raise
        send_letter.apply_async((order, attempt + 1), countdown=random.uniform(1, 2) * 3**attempt)
