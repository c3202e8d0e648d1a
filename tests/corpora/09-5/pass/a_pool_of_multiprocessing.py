from multiprocessing import Pool


def develop_batches(develop, batches, workers):
    with Pool(processes=workers) as pool:
        later = [pool.map_async(develop, batch, chunksize=1) for batch in batches]
        return [each.get() for each in later]
