# finding: wrong-result M48
# message: the reader heard nothing of it
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        line = deque(pool.submit(develop, photo) for photo in islice(photos, ahead))
        try:
            while line:
                future = line.popleft()
                yield future.exception() or future.result()
                line.extend(pool.submit(develop, photo) for photo in islice(photos, 1))
        finally:
            for future in line:
                future.cancel()
