# finding: wrong-result -
# message: was fetched 2 times
from concurrent.futures import ThreadPoolExecutor
import requests

def text(url):
    requests.get(url, timeout=10).raise_for_status()
    return requests.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(text, urls))
