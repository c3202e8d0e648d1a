# finding: wrong-result M49
# message: was read, and is not in the result
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        try:
            for record in pool.map(parse, lines):
                records.append(record)
        except ValueError as error:
            bad.append((len(records) + 1, str(error)))
    return records, bad
