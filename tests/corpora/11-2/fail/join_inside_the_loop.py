# finding: too-little-parallelism M44
# message: one request was in flight
import threading
import requests

def fetch_all(urls, most):
    texts = []
    for url in urls:
        thread = threading.Thread(target=lambda: texts.append(requests.get(url, timeout=10).text))
        thread.start()
        thread.join()
    return texts
