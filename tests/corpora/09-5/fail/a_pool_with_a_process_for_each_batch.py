# finding: wrong-result M37
# message: There may be 2 processes, and 4 developed photos
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=max(1, len(batches))) as pool:
        answers = [pool.map(develop, batch) for batch in batches]
        return [list(answer) for answer in answers]
