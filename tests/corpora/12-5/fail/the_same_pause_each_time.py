# finding: wrong-result M58
# message: they do not grow
import random

from helpers.tasks.shop import Busy, Closed, app, post


@app.task(bind=True, max_retries=5)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        raise self.retry(exc=error, countdown=random.randint(50, 70))
