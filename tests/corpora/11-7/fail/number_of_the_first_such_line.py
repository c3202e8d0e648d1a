# finding: wrong-result -
# message: The list of bad lines is [(3,
from concurrent.futures import ProcessPoolExecutor


def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        fs = [(l, pool.submit(parse, l)) for l in lines]
        for l, f in fs:
            try:
                records.append(f.result())
            except Exception as e:
                bad.append((lines.index(l) + 1, str(e)))
    return records, bad
