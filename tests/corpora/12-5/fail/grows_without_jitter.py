# finding: wrong-result M58
# message: again at the same moment
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(bind=True, max_retries=5)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        raise self.retry(exc=error, countdown=2**self.request.retries)
