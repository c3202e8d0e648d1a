# finding: wrong-result M35
# message: were developed in the main process
from concurrent.futures import ThreadPoolExecutor


def develop_batches(develop, batches, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        lazy = [pool.map(develop, batch) for batch in batches]
        return [list(results) for results in lazy]
