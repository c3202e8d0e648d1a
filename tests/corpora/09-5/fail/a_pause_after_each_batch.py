# finding: too-little-parallelism M44
# message: photo 4 of the next batch waited
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return [list(pool.map(develop, batch)) for batch in batches]
