# finding: too-little-parallelism M44
# message: one request was in flight
from concurrent.futures import ThreadPoolExecutor
import threading
import requests

lock = threading.Lock()

def text(url):
    with lock:
        return requests.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(text, urls))
