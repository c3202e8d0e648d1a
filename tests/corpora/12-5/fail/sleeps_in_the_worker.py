# finding: rule -
# message: The task sleeps
import random
import time

from helpers.tasks.shop import Busy, Closed, app, post


@app.task
def send_letter(order):
    for attempt in range(5):
        try:
            return post.send(order)
        except (Busy, Closed):
            time.sleep(2**attempt + random.random())
    return post.send(order)
