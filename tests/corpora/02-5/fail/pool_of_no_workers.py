# finding: exception -
# message: max_workers must be greater than 0
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor(max_workers=len(pages)) as pool:
        return list(pool.map(fetch, pages))
