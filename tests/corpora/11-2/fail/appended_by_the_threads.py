# finding: wrong-result M50
# message: not in the order of the addresses
from concurrent.futures import ThreadPoolExecutor
import requests

texts = []

def get(url):
    texts.append(requests.get(url, timeout=10).text)

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        for url in urls:
            pool.submit(get, url)
    return texts
