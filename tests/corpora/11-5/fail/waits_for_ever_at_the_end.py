# finding: hang -
# message: has not returned
import queue
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    todo, lock = queue.Queue(), threading.Lock()
    todo.put(start)
    known, found = {start}, set()

    def worker():
        while True:
            url = todo.get()
            try:
                links = links_of(url)
            except Exception:
                continue
            with lock:
                found.add(url)
                for link in links:
                    page = urldefrag(urljoin(url, link)).url
                    if urlsplit(page)[:2] == urlsplit(start)[:2] and allowed(page) and page not in known:
                        known.add(page)
                        todo.put(page)

    threads = [threading.Thread(target=worker) for _ in range(most)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
