# finding: too-little-parallelism M44
# message: one request was in flight
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(lambda response: response.text, [requests.get(url, timeout=10) for url in urls]))
