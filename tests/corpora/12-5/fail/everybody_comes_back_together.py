# finding: wrong-result M58
# message: again at the same moment
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy, Closed), max_retries=5, retry_backoff=True, retry_jitter=False)
def send_letter(order):
    return post.send(order)
