# finding: wrong-result M09
# message: was called twice
import queue
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    todo = queue.Queue()
    todo.put(start)
    known, found = {start}, set()

    def worker():
        while True:
            url = todo.get()
            if url is None:
                return
            try:
                for link in links_of(url):
                    page = urldefrag(urljoin(url, link)).url
                    if urlsplit(page)[:2] == urlsplit(start)[:2] and allowed(page):
                        if page not in known:
                            known.add(page)
                            todo.put(page)
                found.add(url)
            except Exception:
                pass
            finally:
                todo.task_done()

    threads = [threading.Thread(target=worker) for _ in range(most)]
    for thread in threads:
        thread.start()
    todo.join()
    for thread in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    return found
