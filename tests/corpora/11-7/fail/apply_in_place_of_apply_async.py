# finding: too-little-parallelism M35
# message: never were two tasks under way
from multiprocessing import Pool

def read_all(parse, lines, workers):
    records, bad = [], []
    with Pool(workers) as pool:
        for number, line in enumerate(lines, 1):
            try:
                records.append(pool.apply(parse, (line,)))
            except Exception as error:
                bad.append((number, str(error)))
    return records, bad
