# finding: wrong-result -
# message: is not in the result
import threading
import requests

def fetch_all(urls, most):
    texts = []
    gate = threading.Semaphore(most)
    def get(url):
        with gate:
            texts.append(requests.get(url, timeout=10).text)
    for url in urls:
        threading.Thread(target=get, args=(url,)).start()
    return list(texts)
