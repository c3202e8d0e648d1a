from collections import deque
from concurrent.futures import ProcessPoolExecutor

NOTHING = object()


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    line = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        try:
            while True:
                while len(line) < ahead and (photo := next(photos, NOTHING)) is not NOTHING:
                    line.append(pool.submit(develop, photo))
                if not line:
                    return
                yield line.popleft().result()
        finally:
            for future in line:
                future.cancel()
