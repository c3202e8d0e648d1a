import asyncio
from urllib.parse import urldefrag, urljoin, urlsplit

async def visit_all(start, links_of, allowed, most):
    gate = asyncio.Semaphore(most)
    known, found = {start}, set()

    async def visit(url):
        async with gate:
            try:
                links = await asyncio.to_thread(links_of, url)
            except Exception:
                return
        found.add(url)
        new = []
        for link in links:
            page = urldefrag(urljoin(url, link)).url
            if urlsplit(page)[:2] == urlsplit(start)[:2] and page not in known and allowed(page):
                known.add(page)
                new.append(page)
        await asyncio.gather(*(visit(page) for page in new))

    await visit(start)
    return found

def crawl(start, links_of, allowed, most):
    return asyncio.run(visit_all(start, links_of, allowed, most))
