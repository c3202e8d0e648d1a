# finding: wrong-result M10
# message: were known, and only one of them was fetched at a time
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

import requests


class Crawl:
    def __init__(self, start, links_of, allowed):
        self.home = urlsplit(start)
        self.links_of, self.allowed = links_of, allowed
        self.todo, self.known, self.found = [start], {start}, []
        self.busy = 0
        self.change = threading.Condition()

    def worker(self):
        while True:
            with self.change:
                while not self.todo and self.busy:
                    self.change.wait()
                if not self.todo:
                    self.change.notify_all()
                    return
                url = self.todo.pop()
            with self.change:
                self.busy += 1
            links = []
            try:
                links = self.links_of(url)
                with self.change:
                    self.found.append(url)
            except requests.RequestException:
                pass
            with self.change:
                for link in links:
                    self.add(urldefrag(urljoin(url, link)).url)
                self.busy -= 1
                self.change.notify_all()

    def add(self, url):
        there = urlsplit(url)
        if (there.scheme, there.netloc) == (self.home.scheme, self.home.netloc) and self.allowed(url):
            if url not in self.known:
                self.known.add(url)
                self.todo.append(url)


def crawl(start, links_of, allowed, most):
    job = Crawl(start, links_of, allowed)
    threads = [threading.Thread(target=job.worker) for _ in range(most)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return set(job.found)
