import queue
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    free = queue.Queue()
    for _ in range(most):
        free.put(requests.Session())

    def fetch_page(url):
        session = free.get()
        try:
            return session.get(url, timeout=10).text
        finally:
            free.put(session)

    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
