# finding: leftover -
# message: was still there
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

pools = []


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    pool = ProcessPoolExecutor(max_workers=workers)
    pools.append(pool)
    line = deque(pool.submit(develop, photo) for photo in islice(photos, ahead))
    while line:
        yield line.popleft().result()
        line.extend(pool.submit(develop, photo) for photo in islice(photos, 1))
    pool.shutdown()
