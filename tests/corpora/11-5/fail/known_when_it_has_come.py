# finding: wrong-result M09
# message: fetched more than once
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    came = set()
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
                    page = urldefrag(urljoin(url, link)).url
                    if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in came and allowed(page):
                        running[pool.submit(links_of, page)] = page
                if len(running) > 5000:
                    return came
    return came
