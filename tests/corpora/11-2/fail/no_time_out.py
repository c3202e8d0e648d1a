# finding: hang M20
# message: waits for it for ever
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(lambda url: requests.get(url).text, urls))
