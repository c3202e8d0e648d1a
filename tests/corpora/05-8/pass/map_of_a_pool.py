from concurrent.futures import ThreadPoolExecutor


def fetch_all(addresses, fetch, helpers):
    with ThreadPoolExecutor(max_workers=helpers) as pool:
        return dict(pool.map(lambda address: (address, fetch(address)), addresses))
