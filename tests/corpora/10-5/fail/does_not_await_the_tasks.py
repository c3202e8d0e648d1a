# finding: wrong-result -
# message: [None, None, None] instead of
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)
    results = [None] * len(names)

    async def one(place, name):
        async with gate:
            results[place] = await fetch(name)

    for place, name in enumerate(names):
        asyncio.create_task(one(place, name))
    await asyncio.sleep(1)
    return results
