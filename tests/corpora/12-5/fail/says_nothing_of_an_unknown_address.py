# finding: wrong-result M48
# message: who asks, hears of nothing
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy, Closed), max_retries=5, retry_backoff=True)
def send_letter(order):
    try:
        return post.send(order)
    except NoSuchAddress:
        return None
