# finding: too-little-parallelism -
# message: at most 2 processes had a task
from concurrent.futures import ProcessPoolExecutor


def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor() as pool:
        for n, f in enumerate([pool.submit(parse, l) for l in lines], 1):
            try:
                records.append(f.result())
            except Exception as e:
                bad.append((n, str(e)))
    return records, bad
