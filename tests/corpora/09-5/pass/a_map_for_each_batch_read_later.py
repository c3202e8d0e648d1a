from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        lazy = [pool.map(develop, batch) for batch in batches]
        return [list(results) for results in lazy]
