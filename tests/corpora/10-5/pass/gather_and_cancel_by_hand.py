import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)

    async def one(name):
        async with gate:
            return await fetch(name)

    tasks = [asyncio.create_task(one(name)) for name in names]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
