from concurrent.futures import ProcessPoolExecutor

class Reader:
    def __init__(self, parse):
        self.parse = parse

    def __call__(self, job):
        number, line = job
        try:
            return number, self.parse(line), ""
        except Exception as error:
            return number, None, f"{error}"

def read_all(parse, lines, workers):
    with ProcessPoolExecutor(workers) as pool:
        outcomes = list(pool.map(Reader(parse), enumerate(lines, 1), chunksize=3))
    return [r for _, r, text in outcomes if not text], [(n, text) for n, _, text in outcomes if text]
