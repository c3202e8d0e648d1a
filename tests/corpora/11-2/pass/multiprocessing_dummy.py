from multiprocessing.pool import ThreadPool
import requests

def fetch_all(urls, most):
    def text(url):
        response = requests.get(url, timeout=8)
        response.raise_for_status()
        return response.text
    with ThreadPool(most) as pool:
        return pool.map(text, urls, chunksize=1)
