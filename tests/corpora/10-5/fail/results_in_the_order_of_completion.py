# finding: wrong-result -
# message: instead of ['page a', 'page b', 'page c']
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)
    results = []

    async def one(name):
        async with gate:
            results.append(await fetch(name))

    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(one(name))
    return results
