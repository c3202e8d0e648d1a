# finding: too-little-parallelism M44
# message: never were two under way at the same time
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        for number, line in enumerate(lines, 1):
            try:
                records.append(pool.submit(parse, line).result())
            except Exception as error:
                bad.append((number, str(error)))
    return records, bad
