# finding: hang -
# message: has not returned
from concurrent.futures import ThreadPoolExecutor
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    known, found, lock = {start}, set(), threading.Lock()
    pool = ThreadPoolExecutor(most)

    def visit(url):
        try:
            links = links_of(url)
        except Exception:
            return
        new = []
        with lock:
            found.add(url)
            for link in links:
                page = urldefrag(urljoin(url, link)).url
                if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in known and allowed(page):
                    known.add(page)
                    new.append(page)
        for future in [pool.submit(visit, page) for page in new]:
            future.result()

    pool.submit(visit, start).result()
    return found
