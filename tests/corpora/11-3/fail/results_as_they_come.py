# finding: wrong-result M50
# message: not in the order of the addresses
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
import requests

mine = threading.local()

def fetch_page(url):
    if not hasattr(mine, "session"):
        mine.session = requests.Session()
    return mine.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        futures = [pool.submit(fetch_page, url) for url in urls]
        return [future.result() for future in as_completed(futures)]
