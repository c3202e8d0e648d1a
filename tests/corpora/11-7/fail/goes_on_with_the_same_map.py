# finding: wrong-result M49
# message: was read, and is not in the result
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        results = pool.map(parse, lines)
        for number in range(1, len(lines) + 1):
            try:
                records.append(next(results))
            except StopIteration:
                break
            except Exception as error:
                bad.append((number, str(error)))
    return records, bad
