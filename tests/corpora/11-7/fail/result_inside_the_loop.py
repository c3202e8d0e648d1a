# finding: too-little-parallelism M35
# message: never were two tasks under way
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
