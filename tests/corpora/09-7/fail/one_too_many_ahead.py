# finding: wrong-result -
# message: once there were 5
from collections import deque
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    line = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for photo in photos:
            line.append(pool.submit(develop, photo))
            if len(line) > ahead:
                yield line.popleft().result()
        while line:
            yield line.popleft().result()
