# finding: wrong-result -
# message: the letter was never sent
import random

from helpers.tasks.shop import Busy, Closed, app, post


@app.task(bind=True)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        if self.request.retries < 5:
            pause = 2**self.request.retries
            raise self.retry(exc=error, countdown=pause + random.uniform(0, pause))
        raise
