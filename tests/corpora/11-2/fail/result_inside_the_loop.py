# finding: too-little-parallelism M44
# message: one request was in flight
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    texts = []
    with ThreadPoolExecutor(most) as pool:
        for url in urls:
            texts.append(pool.submit(requests.get, url, timeout=10).result().text)
    return texts
