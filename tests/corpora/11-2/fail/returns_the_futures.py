# finding: wrong-result -
# message: a Future
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return [pool.submit(requests.get, url, timeout=10) for url in urls]
