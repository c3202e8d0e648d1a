# finding: wrong-result -
# message: fetches were under way at the same time
import asyncio


async def fetch_all(fetch, names, limit):
    async def one(name):
        async with asyncio.Semaphore(limit):
            return await fetch(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    return [task.result() for task in tasks]
