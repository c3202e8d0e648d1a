# finding: wrong-result M50
# message: not in the order of the lines
from concurrent.futures import ProcessPoolExecutor


def read_all(parse, lines, workers):
    records, bad = [], []
    with ProcessPoolExecutor(workers) as pool:
        fs = {pool.submit(parse, l): n for n, l in enumerate(set(lines), 1)}
        for f, n in fs.items():
            try:
                records.append(f.result())
            except Exception as e:
                bad.append((n, str(e)))
    return records, sorted(bad)
