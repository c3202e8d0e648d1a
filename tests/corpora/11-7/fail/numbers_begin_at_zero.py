# finding: wrong-result -
# message: the first line is number 1
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        for number, future in enumerate([pool.submit(parse, line) for line in lines]):
            try:
                records.append(future.result())
            except Exception as error:
                bad.append((number, str(error)))
    return records, bad
