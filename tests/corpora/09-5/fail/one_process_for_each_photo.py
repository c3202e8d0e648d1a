# finding: wrong-result M37
# message: There may be 2 processes, and 6 developed photos
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=sum(map(len, batches))) as pool:
        lazy = [pool.map(develop, batch) for batch in batches]
        return [list(results) for results in lazy]
