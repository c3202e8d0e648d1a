# finding: wrong-result M50
# message: not in the order of the photos
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from itertools import islice


def develop_stream(develop, photos, workers, ahead):
    photos = iter(photos)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        waiting = {pool.submit(develop, photo) for photo in islice(photos, ahead)}
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
                waiting |= {pool.submit(develop, photo) for photo in islice(photos, 1)}
