# finding: shared-session M22
# message: Two threads used the same `Session`
from concurrent.futures import ThreadPoolExecutor
import requests

def fetch_all(urls, most):
    with requests.Session() as session, ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(lambda url: session.get(url, timeout=10).text, urls))
