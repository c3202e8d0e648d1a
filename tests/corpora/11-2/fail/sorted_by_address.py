# finding: wrong-result M50
# message: not in the order of the addresses
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(lambda url: requests.get(url, timeout=10).text, sorted(urls)))
