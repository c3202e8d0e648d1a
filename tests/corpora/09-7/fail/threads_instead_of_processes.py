# finding: wrong-result M35
# message: were developed in the main process
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        line = deque(pool.submit(develop, photo) for photo in islice(photos, ahead))
        while line:
            yield line.popleft().result()
            line.extend(pool.submit(develop, photo) for photo in islice(photos, 1))
