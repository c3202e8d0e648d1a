from multiprocessing import Pool


def develop_batches(develop, batches, workers):
    with Pool(workers) as pool:
        answers = [pool.map_async(develop, batch, chunksize=1) for batch in batches]
        return [answer.get() for answer in answers]
