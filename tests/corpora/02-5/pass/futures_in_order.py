from concurrent.futures import ThreadPoolExecutor


def fetch_all(fetch, pages):
    if not pages:
        return []
    with ThreadPoolExecutor(max_workers=len(pages)) as pool:
        futures = [pool.submit(fetch, page) for page in pages]
    return [future.result() for future in futures]
