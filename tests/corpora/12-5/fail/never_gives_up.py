# finding: hang M57
# message: It never ends
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy, Closed), max_retries=None, retry_backoff=True)
def send_letter(order):
    return post.send(order)
