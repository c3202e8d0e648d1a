# finding: shared-session M22
# message: Two threads used the same `Session`
from concurrent.futures import ThreadPoolExecutor
import requests
from requests.adapters import HTTPAdapter

session = requests.Session()
session.mount("http://", HTTPAdapter(pool_maxsize=32, pool_block=True))

def fetch_all(urls, most):
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(lambda url: session.get(url, timeout=10).text, urls))
