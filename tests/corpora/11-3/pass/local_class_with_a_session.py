import threading
from concurrent.futures import ThreadPoolExecutor
import requests

class Mine(threading.local):
    def __init__(self):
        self.session = requests.Session()

mine = Mine()

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        futures = [pool.submit(lambda url: mine.session.get(url, timeout=10).text, url) for url in urls]
        return [future.result() for future in futures]
