# finding: wrong-result -
# message: the letter was never sent
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy,), max_retries=5, retry_backoff=True)
def send_letter(order):
    return post.send(order)
