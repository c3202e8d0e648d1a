# finding: wrong-result -
# message: where two lists were asked for
from concurrent.futures import ProcessPoolExecutor

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        return {number: record for number, record in enumerate(pool.map(parse, lines), 1)}
