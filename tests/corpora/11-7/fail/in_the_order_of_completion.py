# finding: wrong-result M50
# message: not in the order of the lines
from concurrent.futures import ProcessPoolExecutor, as_completed

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        futures = {pool.submit(parse, line): number for number, line in enumerate(lines, 1)}
        for future in as_completed(futures):
            if future.exception():
                bad.append((futures[future], str(future.exception())))
            else:
                records.append(future.result())
    return records, bad
