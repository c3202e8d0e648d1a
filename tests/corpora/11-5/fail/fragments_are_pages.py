# finding: wrong-result M09
# message: fetched more than once
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from urllib.parse import urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    known, came = {start}, set()
    with ThreadPoolExecutor(max_workers=most) as pool:
        running = {pool.submit(links_of, start): start}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                url = running.pop(future)
                if future.exception():
                    continue
                came.add(url)
                for link in future.result():
                    page = urljoin(url, link)
                    if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in known and allowed(page):
                        known.add(page)
                        running[pool.submit(links_of, page)] = page
    return came
