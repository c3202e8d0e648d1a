from concurrent.futures import ProcessPoolExecutor, as_completed


def develop_batches(develop, batches, workers):
    results = [[None] * len(batch) for batch in batches]
    pool = ProcessPoolExecutor(workers)
    try:
        places = {}
        for i, batch in enumerate(batches):
            for j, photo in enumerate(batch):
                places[pool.submit(develop, photo)] = i, j
        for future in as_completed(places):
            i, j = places[future]
            results[i][j] = future.result()
    finally:
        pool.shutdown()
    return results
