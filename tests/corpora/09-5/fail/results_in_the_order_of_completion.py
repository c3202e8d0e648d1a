# finding: wrong-result M50
# message: do not stand where their photos stand
from concurrent.futures import ProcessPoolExecutor, as_completed


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        handed_over = [[pool.submit(develop, photo) for photo in batch] for batch in batches]
        return [[future.result() for future in as_completed(batch)] for batch in handed_over]
