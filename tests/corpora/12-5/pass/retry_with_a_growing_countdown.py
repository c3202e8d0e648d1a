import random

from helpers.tasks.shop import Busy, Closed, app, post


@app.task(bind=True, max_retries=5)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        pause = 2**self.request.retries
        raise self.retry(exc=error, countdown=pause + random.uniform(0, pause))
