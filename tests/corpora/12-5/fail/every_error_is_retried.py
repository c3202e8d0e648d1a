# finding: wrong-result M57
# message: asked 6 times
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Exception,), max_retries=5, retry_backoff=True)
def send_letter(order):
    return post.send(order)
