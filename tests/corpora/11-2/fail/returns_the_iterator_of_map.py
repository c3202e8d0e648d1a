# finding: wrong-result -
# message: It returned a generator
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return pool.map(lambda url: requests.get(url, timeout=10).text, urls)
