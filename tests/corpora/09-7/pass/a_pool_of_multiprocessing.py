from collections import deque
from itertools import islice
from multiprocessing import Pool


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with Pool(workers) as pool:
        line = deque(pool.apply_async(develop, (photo,)) for photo in islice(photos, ahead))
        while line:
            yield line.popleft().get()
            for photo in islice(photos, 1):
                line.append(pool.apply_async(develop, (photo,)))
