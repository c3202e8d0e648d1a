# finding: hang -
# message: never comes back
from multiprocessing import Pool


def develop_batches(develop, batches, workers):
    with Pool(workers) as pool:
        answers = [pool.map_async(develop, batch) for batch in batches]
    return [answer.get() for answer in answers]
