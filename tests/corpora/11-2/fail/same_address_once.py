# finding: wrong-result -
# message: The result has 4 texts
from concurrent.futures import ThreadPoolExecutor
import requests


def one(u):
    return requests.get(u, timeout=10).text


def fetch_all(urls, most):
    unique = list(dict.fromkeys(urls))
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(one, unique))
