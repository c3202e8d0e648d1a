# finding: too-much-parallelism M37
# message: More requests were in flight together
import threading
import requests

def fetch_all(urls, most):
    texts = {}
    def get(url):
        texts[url] = requests.get(url, timeout=10).text
    threads = [threading.Thread(target=get, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [texts[url] for url in urls]
