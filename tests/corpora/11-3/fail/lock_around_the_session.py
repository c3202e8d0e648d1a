# finding: too-little-parallelism M44
# message: one request was in flight
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

session = requests.Session()
lock = threading.Lock()

def fetch_page(url):
    with lock:
        return session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
