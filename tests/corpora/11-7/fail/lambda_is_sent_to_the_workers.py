# finding: exception M40
# message: pickle
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(lambda line: parse(line), lines)), []
