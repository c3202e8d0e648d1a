import multiprocessing


def develop_batches(develop, batches, workers):
    photos = [photo for batch in batches for photo in batch]
    with multiprocessing.Pool(workers) as pool:
        results = list(pool.imap(develop, photos))
    found = iter(results)
    return [[next(found) for _ in batch] for batch in batches]
