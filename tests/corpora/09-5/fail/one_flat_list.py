# finding: wrong-result -
# message: The result is no list of lists
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(develop, [photo for batch in batches for photo in batch]))
