import threading
from concurrent.futures import ThreadPoolExecutor
import requests

sessions = {}

def session():
    me = threading.get_ident()
    if me not in sessions:
        sessions[me] = requests.Session()
    return sessions[me]

def fetch_page(url):
    return session().get(url, timeout=10).text

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(fetch_page, urls))
