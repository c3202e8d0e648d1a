import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)

    async def fetch_one(name):
        async with gate:
            return await fetch(name)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch_one(name)) for name in names]
    except* Exception as several:
        raise several.exceptions[0] from None
    return [task.result() for task in tasks]
