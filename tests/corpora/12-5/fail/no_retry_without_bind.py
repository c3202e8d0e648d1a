# finding: exception -
# message: TypeError
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(max_retries=5)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed) as error:
        raise self.retry(exc=error, countdown=2**self.request.retries)
