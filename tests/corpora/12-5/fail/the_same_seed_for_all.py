# finding: wrong-result M58
# message: again at the same moment
import random
from helpers.tasks.shop import Busy, Closed, app, post


@app.task(bind=True, max_retries=5)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        random.seed(42)
        raise self.retry(exc=error, countdown=2**self.request.retries + random.random())
