import queue
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    host = urlsplit(start).netloc
    todo = queue.Queue()
    todo.put(start)
    known, found, lock = {start}, set(), threading.Lock()

    def worker():
        while True:
            url = todo.get()
            if url is None:
                return
            try:
                links = links_of(url)
            except Exception:
                links = None
            if links is not None:
                with lock:
                    found.add(url)
                    for link in links:
                        address, _ = urldefrag(urljoin(url, link))
                        parts = urlsplit(address)
                        if parts.scheme == "http" and parts.netloc == host and address not in known:
                            known.add(address)
                            if allowed(address):
                                todo.put(address)
            todo.task_done()

    threads = [threading.Thread(target=worker) for _ in range(most)]
    for thread in threads:
        thread.start()
    todo.join()
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    return found
