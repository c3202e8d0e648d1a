# finding: too-much-parallelism M37
# message: More requests were in flight together than the 5
import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    known, found, lock = {start}, set(), threading.Lock()

    def visit(url):
        try:
            links = links_of(url)
        except Exception:
            return
        children = []
        with lock:
            found.add(url)
            for link in links:
                page = urldefrag(urljoin(url, link)).url
                if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in known and allowed(page):
                    known.add(page)
                    children.append(threading.Thread(target=visit, args=(page,)))
        for child in children:
            child.start()
        for child in children:
            child.join()

    visit(start)
    return found
