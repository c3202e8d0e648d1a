# finding: leftover -
# message: was still there
from concurrent.futures import ProcessPoolExecutor

pool = None


def develop_batches(develop, batches, workers):
    global pool
    pool = ProcessPoolExecutor(max_workers=workers)
    lazy = [pool.map(develop, batch) for batch in batches]
    return [list(results) for results in lazy]
