# finding: wrong-result -
# message: Not all pages were fetched
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    pages = {urldefrag(urljoin(start, link)).url for link in links_of(start)}
    pages = {page for page in pages if urlsplit(page)[:2] == urlsplit(start)[:2] and allowed(page)} - {start}
    def works(page):
        try:
            links_of(page)
            return True
        except Exception:
            return False
    with ThreadPoolExecutor(most) as pool:
        return {start} | {page for page, fine in zip(pages, pool.map(works, pages)) if fine}
