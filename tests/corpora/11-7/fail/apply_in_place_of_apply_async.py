# finding: too-little-parallelism M44
# message: never were two under way at the same time
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
