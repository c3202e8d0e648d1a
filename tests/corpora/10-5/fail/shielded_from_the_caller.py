# finding: wrong-result M52
# message: was cancelled, and a fetch still goes on
import asyncio


async def fetch_all(fetch, names, limit):
    return await asyncio.shield(asyncio.create_task(fetch_in_peace(fetch, names, limit)))


async def fetch_in_peace(fetch, names, limit):
    gate = asyncio.Semaphore(limit)

    async def one(name):
        async with gate:
            return await fetch(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    return [task.result() for task in tasks]
