# finding: wrong-result -
# message: `look` raised an exception, and `total_size` returns
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    total, level = 0, [album]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while level:
            futures = [pool.submit(look, one) for one in level]
            level = []
            for future in futures:
                if future.exception() is None:
                    size, inner = future.result()
                    total += size
                    level += inner
    return total
