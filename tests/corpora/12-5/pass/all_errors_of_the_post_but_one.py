from helpers.tasks.shop import NoSuchAddress, PostError, app, post


@app.task(
    autoretry_for=(PostError,),
    dont_autoretry_for=(NoSuchAddress,),
    retry_kwargs={"max_retries": 5},
    retry_backoff=3,
    retry_backoff_max=60,
)
def send_letter(order):
    return post.send(order)
