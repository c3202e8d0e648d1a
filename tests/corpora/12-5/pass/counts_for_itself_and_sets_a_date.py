import datetime
import secrets

from helpers.tasks.shop import Busy, Closed, app, post


@app.task(bind=True, max_retries=None)
def send_letter(self, order):
    try:
        return post.send(order)
    except (Busy, Closed):
        if self.request.retries >= 5:
            raise
        seconds = 10 * 2**self.request.retries + secrets.randbelow(10)
        when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
        raise self.retry(eta=when)
