from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        results = pool.map(develop, chain.from_iterable(batches))
        return [list(islice(results, len(batch))) for batch in batches]
