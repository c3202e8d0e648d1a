# finding: too-much-parallelism M37
# message: More requests were in flight together
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most + 1) as pool:
        return list(pool.map(lambda url: requests.get(url, timeout=10).text, urls))
