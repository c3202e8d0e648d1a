from concurrent.futures import ThreadPoolExecutor, as_completed
from urllib.parse import urldefrag, urljoin

def crawl(start, links_of, allowed, most):
    known = {start}
    found = set()
    with ThreadPoolExecutor(max_workers=most) as executor:
        futures = {executor.submit(links_of, start): start}
        while futures:
            future = next(as_completed(futures))
            url = futures.pop(future)
            try:
                links = future.result()
            except Exception as error:
                print(url, "did not come:", error)
                continue
            found.add(url)
            for link in links:
                page = urldefrag(urljoin(url, link)).url
                if page in known or not page.startswith(start) or not allowed(page):
                    continue
                known.add(page)
                futures[executor.submit(links_of, page)] = page
    return found
