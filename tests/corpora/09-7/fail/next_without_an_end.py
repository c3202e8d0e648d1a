# finding: exception -
# message: generator raised StopIteration
from collections import deque
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        line = deque()
        while True:
            while len(line) < ahead:
                line.append(pool.submit(develop, next(photos)))
            yield line.popleft().result()
