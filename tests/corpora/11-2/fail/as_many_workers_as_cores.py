# finding: too-little-parallelism M36
# message: 2 requests were in flight, where 4
from concurrent.futures import ThreadPoolExecutor
import os
import requests


def fetch_all(urls, most):
    with ThreadPoolExecutor(min(most, os.cpu_count())) as pool:
        return [r.text for r in pool.map(lambda u: requests.get(u, timeout=10), urls)]
