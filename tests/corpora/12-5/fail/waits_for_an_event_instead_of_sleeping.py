# finding: rule -
# message: sleeps before it tries again
import random, threading
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task
def send_letter(order):
    for n in range(6):
        try:
            return post.send(order)
        except (Busy, Closed):
            if n == 5:
                raise
            threading.Event().wait(0.01 * 2**n + random.random() / 100)
