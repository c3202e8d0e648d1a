# finding: deadlock M51
# message: Nobody can go on
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    with ThreadPoolExecutor(max_workers=4) as pool:

        def measure(one):
            size, inner = look(one)
            futures = [pool.submit(measure, each) for each in inner]
            return size + sum(future.result() for future in futures)

        return pool.submit(measure, album).result()
