from concurrent.futures import ThreadPoolExecutor
from itertools import islice
import requests

def text(url):
    with requests.Session() as session:
        return session.get(url, timeout=10).text

def fetch_all(urls, most):
    texts, rest = [], iter(urls)
    with ThreadPoolExecutor(most) as pool:
        while batch := list(islice(rest, most)):
            texts.extend(pool.map(text, batch))
    return texts
