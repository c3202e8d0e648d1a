from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task(autoretry_for=(Busy, Closed), max_retries=5, retry_backoff=True, retry_jitter=True)
def send_letter(order):
    return post.send(order)
