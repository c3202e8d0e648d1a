from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    def look(url):
        try:
            return url, links_of(url)
        except Exception:
            return url, None

    origin = urlsplit(start)[:2]
    known, found, level = {start}, set(), [start]
    with ThreadPoolExecutor(most) as pool:
        while level:
            following = []
            for url, links in pool.map(look, level):
                if links is None:
                    continue
                found.add(url)
                for link in links:
                    page = urldefrag(urljoin(url, link))[0]
                    if urlsplit(page)[:2] == origin and page not in known and allowed(page):
                        known.add(page)
                        following.append(page)
            level = following
    return found
