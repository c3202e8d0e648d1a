# finding: too-much-parallelism M37
# message: than the 4 that are allowed
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=16) as pool:
        return list(pool.map(lambda url: requests.get(url, timeout=10).text, urls))
