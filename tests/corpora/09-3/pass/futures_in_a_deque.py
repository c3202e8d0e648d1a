from collections import deque
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    total = 0
    with ThreadPoolExecutor(workers) as pool:
        futures = deque([pool.submit(look, album)])
        while futures:
            size, inner = futures.popleft().result()
            total += size
            futures.extend(pool.submit(look, one) for one in inner)
    return total
