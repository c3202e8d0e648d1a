import asyncio


async def fetch_all(fetch, names, limit):
    tokens = asyncio.Queue()
    for token in range(limit):
        tokens.put_nowait(token)

    async def one(name):
        token = await tokens.get()
        try:
            return await fetch(name)
        finally:
            tokens.put_nowait(token)

    tasks = [asyncio.ensure_future(one(name)) for name in names]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
