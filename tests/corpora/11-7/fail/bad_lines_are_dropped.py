# finding: wrong-result M48
# message: the list of bad ones is empty
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = [pool.submit(parse, line) for line in lines]
    return [f.result() for f in futures if f.exception() is None], []
