# finding: wrong-result -
# message: Never more than 2 of the 3 functions
from concurrent.futures import ThreadPoolExecutor


def run_all(functions):
    with ThreadPoolExecutor(2) as pool:
        return [f.result() for f in [pool.submit(g) for g in functions]]
