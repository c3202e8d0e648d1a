# finding: wrong-result -
# message: may be drawn and not yielded
from collections import deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait


def develop_stream(develop, photos, workers, ahead):
    line = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        waiting = set()
        for photo in photos:
            future = pool.submit(develop, photo)
            line.append(future)
            waiting.add(future)
            if len(waiting) == ahead:
                _, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            while line and line[0].done():
                yield line.popleft().result()
        for future in line:
            yield future.result()
