# finding: wrong-result -
# message: called for http://museum/a.
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from urllib.parse import urljoin, urlsplit


def crawl(start, links_of, allowed, most):
    known, found = {start}, set()
    with ThreadPoolExecutor(most) as pool:
        running = {pool.submit(links_of, start): start}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for f in done:
                url = running.pop(f)
                if f.exception():
                    continue
                found.add(url)
                for link in f.result():
                    page = urljoin(url, link).split("#")[0].split("?")[0]
                    if page not in known and urlsplit(page)[:2] == urlsplit(start)[:2] and allowed(page):
                        known.add(page)
                        running[pool.submit(links_of, page)] = page
    return found
