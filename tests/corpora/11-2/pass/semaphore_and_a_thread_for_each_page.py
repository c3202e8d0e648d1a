import threading
import requests

class Fetch(threading.Thread):
    def __init__(self, url, gate):
        super().__init__()
        self.url, self.gate = url, gate
        self.text = self.error = None

    def run(self):
        with self.gate:
            try:
                self.text = requests.get(self.url, timeout=10).text
            except Exception as error:
                self.error = error

def fetch_all(urls, most):
    gate = threading.Semaphore(most)
    fetches = [Fetch(url, gate) for url in urls]
    for fetch in fetches:
        fetch.start()
    for fetch in fetches:
        fetch.join()
    for fetch in fetches:
        if fetch.error:
            raise fetch.error
    return [fetch.text for fetch in fetches]
