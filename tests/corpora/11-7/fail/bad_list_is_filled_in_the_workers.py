# finding: wrong-result M48
# message: the list of bad ones is empty
from concurrent.futures import ProcessPoolExecutor

bad = []

def attempt(job):
    number, line, parse = job
    try:
        return parse(line)
    except Exception as error:
        bad.append((number, str(error)))

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        outcomes = pool.map(attempt, [(n, line, parse) for n, line in enumerate(lines, 1)])
        return [record for record in outcomes if record is not None], bad
