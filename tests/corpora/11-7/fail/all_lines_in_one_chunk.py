# finding: too-little-parallelism -
# message: never were two under way at the same time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

def attempt(parse, line):
    try:
        return parse(line), None
    except Exception as error:
        return None, str(error)

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        outcomes = pool.map(partial(attempt, parse), lines, chunksize=100)
        for number, (record, problem) in enumerate(outcomes, 1):
            if problem is None:
                records.append(record)
            else:
                bad.append((number, problem))
    return records, bad
