# finding: too-little-parallelism M44
# message: one request was in flight
import threading
import requests

def fetch_all(urls, most):
    texts = []
    for url in urls:
        thread = threading.Thread(target=lambda url=url: texts.append(requests.get(url, timeout=10).text))
        thread.run()
    return texts
