# finding: exception M49
# message: one bad line has ended the whole work
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(parse, lines)), []
