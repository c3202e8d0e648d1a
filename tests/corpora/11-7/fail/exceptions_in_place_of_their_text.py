# finding: wrong-result -
# message: The list of bad lines is
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        for number, future in enumerate([pool.submit(parse, line) for line in lines], 1):
            try:
                records.append(future.result())
            except Exception as error:
                bad.append((number, repr(error)))
    return records, bad
