# finding: wrong-result -
# message: In the list is None
from concurrent.futures import ThreadPoolExecutor
import requests


def fetch_all(urls, most):
    texts = [None] * len(urls)

    def one(u):
        texts[urls.index(u)] = requests.get(u, timeout=10).text

    with ThreadPoolExecutor(most) as pool:
        list(pool.map(one, urls))
    return texts
