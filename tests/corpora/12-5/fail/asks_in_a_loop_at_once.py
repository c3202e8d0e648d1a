# finding: wrong-result -
# message: was never sent
from helpers.tasks.shop import Busy, Closed, NoSuchAddress, app, post


@app.task
def send_letter(order):
    try:
        return post.send(order)
    except (Busy, Closed):
        return post.send(order)
