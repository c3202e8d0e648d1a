# finding: exception -
# message: has no attribute 'session'
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

mine = threading.local()
mine.session = requests.Session()

def fetch_page(url):
    return mine.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
