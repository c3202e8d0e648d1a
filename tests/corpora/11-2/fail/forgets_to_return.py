# finding: wrong-result -
# message: where a list of texts was asked for
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        texts = list(pool.map(lambda url: requests.get(url, timeout=10).text, urls))
