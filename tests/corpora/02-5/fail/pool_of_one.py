# finding: too-much-locking -
# message: never in `fetch` at the same time
from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor(max_workers=1) as pool:
        return list(pool.map(fetch, pages))
