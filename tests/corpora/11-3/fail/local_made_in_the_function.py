# finding: too-many-sessions M06
# message: 12 sessions were made for 12 pages
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_page(url):
    mine = threading.local()
    if not hasattr(mine, "session"):
        mine.session = requests.Session()
    return mine.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
