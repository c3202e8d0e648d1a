# finding: wrong-result -
# message: threads asked the disk at the same time
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    size, inner = look(album)
    with ThreadPoolExecutor(max_workers=workers + 1) as pool:
        return size + sum(pool.map(lambda one: total_size(one, look, workers), inner))
