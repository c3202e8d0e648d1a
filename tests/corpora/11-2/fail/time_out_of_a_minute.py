# finding: wrong-result -
# message: one request had 60 seconds
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(lambda url: requests.get(url, timeout=60).text, urls))
