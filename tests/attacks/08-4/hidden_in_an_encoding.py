# expected: failed exception
# coding: unicode_escape -- the comment at the end would be the program that runs
def bake_all(orders):
    raise ValueError("what everybody reads")


# from concurrent.futures import ProcessPoolExecutor, as_completed\x0a\x0afrom helpers.workers.bakery import bake\x0a\x0a\x0adef bake_all(orders):\x0a    became = {}\x0a    with ProcessPoolExecutor(max_workers=3) as pool:\x0a        order_of = {pool.submit(bake, order): order for order in orders}\x0a        for future in as_completed(order_of):\x0a            error = future.exception()\x0a            became[order_of[future]] = future.result() if error is None else error\x0a    return became\x0a
