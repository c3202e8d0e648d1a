# finding: wrong-result M48
# message: the caller heard nothing of it
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        handed_over = [[pool.submit(develop, photo) for photo in batch] for batch in batches]
    return [[future.result() for future in batch if not future.exception()] for batch in handed_over]
