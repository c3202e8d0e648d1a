# finding: shared-session M22
# message: Two threads used the same `Session`
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

session = requests.Session()
mine = threading.local()

def fetch_page(url):
    mine.session = session
    return mine.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
