# finding: too-little-parallelism M44
# message: Each request waited for the answer to the one before
import requests

def fetch_all(urls, most):
    return [requests.get(url, timeout=10).text for url in urls]
