# finding: too-many-sessions -
# message: 12 connections were opened
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

mine = threading.local()

def fetch_page(url):
    if not hasattr(mine, "session"):
        mine.session = requests.Session()
        mine.session.headers["Connection"] = "close"
    return mine.session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
