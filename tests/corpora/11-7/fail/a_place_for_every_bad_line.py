# finding: wrong-result -
# message: which `parse` did not give
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        for number, future in enumerate([pool.submit(parse, line) for line in lines], 1):
            try:
                records.append(future.result())
            except Exception as error:
                records.append(None)
                bad.append((number, str(error)))
    return records, bad
