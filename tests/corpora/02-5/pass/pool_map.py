from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(fetch, pages))
