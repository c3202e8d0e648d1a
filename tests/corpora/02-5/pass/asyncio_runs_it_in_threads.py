import asyncio


def fetch_all(fetch, pages):
    async def fetch_them():
        return await asyncio.gather(*(asyncio.to_thread(fetch, page) for page in pages))

    return asyncio.run(fetch_them())
