# finding: wrong-result -
# message: Never more than 2 of the 3 pages
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(fetch, pages))
