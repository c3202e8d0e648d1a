# finding: too-much-parallelism M37
# message: than the 5 that are allowed
from concurrent.futures import ThreadPoolExecutor
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    known, found, lock = {start}, set(), threading.Lock()

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
        with ThreadPoolExecutor(most) as pool:
            list(pool.map(visit, new))

    visit(start)
    return found
