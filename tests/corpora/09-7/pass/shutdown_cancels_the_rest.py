from collections import deque
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    source = iter(photos)
    pool = ProcessPoolExecutor(max_workers=workers)
    line = deque()
    finished = False
    try:
        while line or not finished:
            while not finished and len(line) < ahead:
                try:
                    line.append(pool.submit(develop, next(source)))
                except StopIteration:
                    finished = True
            if line:
                yield line.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
