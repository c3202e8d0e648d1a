# finding: too-little-parallelism M44
# message: one request was in flight
import requests

def fetch_all(urls, most):
    with requests.Session() as session:
        return [session.get(url, timeout=10).text for url in urls]
