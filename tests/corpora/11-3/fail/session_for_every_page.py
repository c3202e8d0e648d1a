# finding: too-many-sessions M06
# message: 12 sessions were made for 12 pages
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_page(url):
    with requests.Session() as session:
        return session.get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
