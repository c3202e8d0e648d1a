import threading
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    gate, lock = threading.BoundedSemaphore(most), threading.Lock()
    known, found = {start}, set()
    site = urlsplit(start).scheme, urlsplit(start).netloc

    def visit(url):
        try:
            with gate:
                links = links_of(url)
        except Exception:
            return
        children = []
        with lock:
            found.add(url)
            for link in links:
                page = urldefrag(urljoin(url, link)).url
                there = urlsplit(page)
                if (there.scheme, there.netloc) == site and page not in known and allowed(page):
                    known.add(page)
                    children.append(threading.Thread(target=visit, args=(page,)))
        for child in children:
            child.start()
        for child in children:
            child.join()

    visit(start)
    return found
