# finding: wrong-result M50
# message: not in the order of the addresses
from concurrent.futures import ThreadPoolExecutor, as_completed
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        futures = [pool.submit(requests.get, url, timeout=10) for url in urls]
        return [future.result().text for future in as_completed(futures)]
