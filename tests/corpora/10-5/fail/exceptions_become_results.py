# finding: wrong-result M54
# message: waits until the others are done
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)

    async def one(name):
        async with gate:
            return await fetch(name)

    return await asyncio.gather(*[one(name) for name in names], return_exceptions=True)
