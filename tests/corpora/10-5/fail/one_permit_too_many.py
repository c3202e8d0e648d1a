# finding: wrong-result -
# message: The limit is 1, and 2 fetches were under way
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit + 1)

    async def one(name):
        async with gate:
            return await fetch(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    return [task.result() for task in tasks]
