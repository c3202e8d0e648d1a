# finding: exception M51
# message: TimeoutError
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:

        def measure(one):
            size, inner = look(one)
            futures = [pool.submit(measure, each) for each in inner]
            return size + sum(future.result(timeout=1) for future in futures)

        return pool.submit(measure, album).result()
