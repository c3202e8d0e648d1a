# finding: wrong-result -
# message: and no function had raised anything
from concurrent.futures import ThreadPoolExecutor


def run_all(functions):
    with ThreadPoolExecutor(max_workers=len(functions)) as pool:
        return [future.result() for future in [pool.submit(function) for function in functions]]
