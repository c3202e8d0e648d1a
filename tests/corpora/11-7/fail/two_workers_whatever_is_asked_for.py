# finding: too-little-parallelism -
# message: at most 2 processes had a task
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(parse, line) for line in lines]
        for number, future in enumerate(futures, 1):
            try:
                records.append(future.result())
            except Exception as error:
                bad.append((number, str(error)))
    return records, bad
