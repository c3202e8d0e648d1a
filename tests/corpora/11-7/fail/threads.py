# finding: too-little-parallelism M35
# message: no other process ran a task
from concurrent.futures import ThreadPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(parse, line) for line in lines]
    for number, future in enumerate(futures, 1):
        if future.exception():
            bad.append((number, str(future.exception())))
        else:
            records.append(future.result())
    return records, bad
