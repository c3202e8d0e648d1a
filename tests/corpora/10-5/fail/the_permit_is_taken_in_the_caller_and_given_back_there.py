# finding: wrong-result -
# message: The limit is 1, and 2 fetches
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)
    async with asyncio.TaskGroup() as group:
        tasks = []
        for name in names:
            async with gate:
                tasks.append(group.create_task(fetch(name)))
    return [task.result() for task in tasks]
