# finding: wrong-result -
# message: a Response
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(lambda url: requests.get(url, timeout=10), urls))
