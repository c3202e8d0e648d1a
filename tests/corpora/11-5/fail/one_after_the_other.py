# finding: too-little-parallelism M44
# message: one request was in flight
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    known, found, todo = {start}, set(), [start]
    while todo:
        url = todo.pop()
        try:
            links = links_of(url)
        except Exception:
            continue
        found.add(url)
        for link in links:
            page = urldefrag(urljoin(url, link)).url
            if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in known and allowed(page):
                known.add(page)
                todo.append(page)
    return found
