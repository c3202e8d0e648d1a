# finding: too-little-parallelism M44
# message: had nothing to do meanwhile
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        answers = (pool.map(develop, batch) for batch in batches)
        return [list(answer) for answer in answers]
