# finding: shared-session M22
# message: Two threads used the same `Session`
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
import requests

def fetch_all(urls, most):
    sessions = [requests.Session() for _ in range(2)]
    with ThreadPoolExecutor(max_workers=most) as pool:
        return list(pool.map(lambda job: job[0].get(job[1], timeout=10).text, zip(cycle(sessions), urls)))
