# finding: hang M43
# message: The pool was terminated
from multiprocessing import Pool


def read_all(parse, lines, workers):
    records, bad = [], []
    with Pool(workers) as pool:
        later = [pool.apply_async(parse, (l,)) for l in lines]
    for n, r in enumerate(later, 1):
        try:
            records.append(r.get())
        except Exception as e:
            bad.append((n, str(e)))
    return records, bad
