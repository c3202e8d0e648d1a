# finding: wrong-result M37
# message: and 4 photos were under way
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ProcessPoolExecutor(max_workers=ahead) as pool:
        line = deque(pool.submit(develop, photo) for photo in islice(photos, ahead))
        while line:
            yield line.popleft().result()
            line.extend(pool.submit(develop, photo) for photo in islice(photos, 1))
