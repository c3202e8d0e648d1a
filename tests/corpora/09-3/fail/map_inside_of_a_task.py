# finding: deadlock M51
# message: Nobody can go on
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:

        def measure(one):
            size, inner = look(one)
            return size + sum(pool.map(measure, inner))

        return pool.submit(measure, album).result()
