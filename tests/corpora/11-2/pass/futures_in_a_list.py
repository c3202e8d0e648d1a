from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        futures = [pool.submit(requests.get, url, timeout=5) for url in urls]
        return [future.result().text for future in futures]
