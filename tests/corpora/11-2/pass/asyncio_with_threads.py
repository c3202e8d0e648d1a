import asyncio
import requests

async def all_of(urls, most):
    gate = asyncio.Semaphore(most)

    async def one(url):
        async with gate:
            response = await asyncio.to_thread(requests.get, url, timeout=10)
            return response.text

    return await asyncio.gather(*(one(url) for url in urls))

def fetch_all(urls, most):
    return asyncio.run(all_of(urls, most))
