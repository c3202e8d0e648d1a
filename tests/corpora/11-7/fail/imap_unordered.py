# finding: wrong-result M50
# message: not in the order of the lines
from multiprocessing import Pool
from functools import partial

def attempt(parse, job):
    try:
        return job[0], parse(job[1]), None
    except Exception as error:
        return job[0], None, str(error)

def read_all(parse, lines, workers):
    records, bad = [], []
    with Pool(workers) as pool:
        for number, record, problem in pool.imap_unordered(partial(attempt, parse), enumerate(lines, 1)):
            if problem:
                bad.append((number, problem))
            else:
                records.append(record)
    return records, bad
