# finding: wrong-result -
# message: `total_size` gives 3 instead of 7
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        size, inner = pool.submit(look, album).result()
        return size + sum(size for size, _ in pool.map(look, inner))
