# finding: shared-session M22
# message: Two threads used the same `Session`
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_page(url, session=requests.Session()):
    return session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
