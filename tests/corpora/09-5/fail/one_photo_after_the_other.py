# finding: too-little-parallelism M44
# message: Never were two photos under way
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return [[pool.submit(develop, photo).result() for photo in batch] for batch in batches]
