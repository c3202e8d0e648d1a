# finding: wrong-result M37
# message: pools were made for 4 batches
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    results = []
    for batch in batches:
        with ProcessPoolExecutor(max_workers=workers) as pool:
            futures = [pool.submit(develop, photo) for photo in batch]
            results.append([future.result() for future in futures])
    return results
