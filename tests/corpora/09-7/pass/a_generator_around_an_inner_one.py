from collections import deque
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    def handed_over():
        for photo in photos:
            yield pool.submit(develop, photo)

    with ProcessPoolExecutor(max_workers=workers) as pool:
        futures = handed_over()
        line = deque()
        for _ in range(ahead):
            line.extend(each for each in [next(futures, None)] if each)
        while line:
            yield line.popleft().result()
            following = next(futures, None)
            if following is not None:
                line.append(following)
