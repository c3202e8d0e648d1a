# finding: too-little-parallelism -
# message: In what pieces does the pool get them?
from multiprocessing import Pool
from functools import partial


def attempt(parse, line):
    try:
        return parse(line), None
    except Exception as e:
        return None, str(e)


def read_all(parse, lines, workers):
    with Pool(workers) as pool:
        rows = pool.map(partial(attempt, parse), lines, chunksize=10)
    return [r for r, e in rows if e is None], [(n, e) for n, (r, e) in enumerate(rows, 1) if e]
