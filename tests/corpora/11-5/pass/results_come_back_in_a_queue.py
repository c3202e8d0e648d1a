import queue
import threading
from urllib.parse import urldefrag, urljoin, urlparse

def crawl(start, links_of, allowed, most):
    todo, done = queue.Queue(), queue.Queue()

    def worker():
        for url in iter(todo.get, None):
            try:
                done.put((url, links_of(url)))
            except Exception as error:
                done.put((url, error))

    threads = [threading.Thread(target=worker, daemon=True) for _ in range(most)]
    for t in threads:
        t.start()
    seen, pages, waiting = {start}, set(), 1
    todo.put(start)
    while waiting:
        url, links = done.get()
        waiting -= 1
        if isinstance(links, Exception):
            continue
        pages.add(url)
        for link in links:
            full = urljoin(url, link).split("#")[0]
            if urlparse(full)[:2] == urlparse(start)[:2] and full not in seen:
                seen.add(full)
                if allowed(full):
                    todo.put(full)
                    waiting += 1
    for _ in threads:
        todo.put(None)
    for t in threads:
        t.join()
    return pages
