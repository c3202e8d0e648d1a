from concurrent.futures import ThreadPoolExecutor, wait
import requests

def fetch_all(urls, most):
    pool = ThreadPoolExecutor(most)
    futures = [pool.submit(requests.get, u, timeout=10) for u in urls]
    wait(futures, timeout=60)
    texts = [f.result(timeout=60).text for f in futures]
    pool.shutdown()
    return texts
