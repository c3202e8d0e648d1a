import threading
import queue
import requests

class Fetcher(threading.Thread):
    def __init__(self, todo, texts):
        super().__init__()
        self.todo, self.texts = todo, texts
        self.session = requests.Session()

    def run(self):
        for place, url in iter(self.todo.get, None):
            self.texts[place] = self.session.get(url, timeout=10).text

def fetch_all(urls, most):
    todo, texts = queue.SimpleQueue(), {}
    fetchers = [Fetcher(todo, texts) for _ in range(most)]
    for fetcher in fetchers:
        fetcher.start()
    for job in enumerate(urls):
        todo.put(job)
    for _ in fetchers:
        todo.put(None)
    for fetcher in fetchers:
        fetcher.join()
    return [texts[place] for place in range(len(urls))]
