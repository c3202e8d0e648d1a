# finding: wrong-result M57
# message: 6 were allowed
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy, Closed), max_retries=6, retry_backoff=True)
def send_letter(order):
    return post.send(order)
