# finding: exception -
# message: first page does not come
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from urllib.parse import urldefrag, urljoin, urlsplit

def crawl(start, links_of, allowed, most):
    def pages_of(url):
        found = {urldefrag(urljoin(url, link)).url for link in links_of(url)}
        return {page for page in found if urlsplit(page)[:2] == urlsplit(start)[:2] and allowed(page)}

    first = pages_of(start)
    known, came = {start} | first, {start}
    with ThreadPoolExecutor(most) as pool:
        running = {pool.submit(pages_of, page): page for page in first - {start}}
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                url = running.pop(future)
                if future.exception():
                    continue
                came.add(url)
                for page in future.result() - known:
                    known.add(page)
                    running[pool.submit(pages_of, page)] = page
    return came
