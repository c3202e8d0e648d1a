import zlib

from helpers.tasks.shop import NoSuchAddress, PostError, app, post


@app.task(bind=True)
def send_letter(self, order):
    try:
        return post.send(order)
    except NoSuchAddress:
        raise
    except PostError as error:
        tries = self.request.retries + 1
        shift = zlib.crc32(order.encode()) % 30
        self.retry(exc=error, countdown=60 * tries + shift, max_retries=5)
