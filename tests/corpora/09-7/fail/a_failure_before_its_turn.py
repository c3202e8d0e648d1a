# finding: wrong-result M49
# message: Photo 4 failed before its turn
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    line = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        try:
            while True:
                for photo in islice(photos, ahead - len(line)):
                    line.append(pool.submit(develop, photo))
                if not line:
                    return
                for future in line:
                    if future.done():
                        future.result()
                yield line[0].result()
                line.popleft()
        finally:
            for future in line:
                future.cancel()
