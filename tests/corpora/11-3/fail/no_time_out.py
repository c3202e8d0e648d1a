# finding: wrong-result -
# message: A request had no time-out
import threading
from concurrent.futures import ThreadPoolExecutor
import requests

mine = threading.local()

def fetch_page(url):
    if not hasattr(mine, "session"):
        mine.session = requests.Session()
    return mine.session.get(url).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
