# finding: too-little-parallelism M44
# message: one of two processes had nothing to do
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        while batch := list(islice(photos, ahead)):
            yield from pool.map(develop, batch)
