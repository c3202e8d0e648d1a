import threading
from concurrent.futures import ThreadPoolExecutor
import requests

local = threading.local()

def start():
    local.session = requests.Session()

def fetch_page(url):
    return local.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(most, initializer=start) as pool:
        return list(pool.map(fetch_page, urls))
