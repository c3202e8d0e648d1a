# finding: wrong-result M19
# message: in another order than the pages
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch_all(fetch, pages):
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(fetch, page) for page in pages]
        return [future.result() for future in as_completed(futures)]
