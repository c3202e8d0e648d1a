# finding: rule -
# message: signature of `fetch_all` has changed
import requests

def fetch_all(urls):
    return [requests.get(url, timeout=10).text for url in urls]
