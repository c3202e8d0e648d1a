# finding: wrong-result M48
# message: the reader heard nothing of it
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        line = deque(pool.submit(develop, photo) for photo in islice(photos, ahead))
        while line:
            future = line.popleft()
            if future.exception() is None:
                yield future.result()
            line.extend(pool.submit(develop, photo) for photo in islice(photos, 1))
