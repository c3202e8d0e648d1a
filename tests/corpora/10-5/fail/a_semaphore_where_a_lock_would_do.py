# finding: wrong-result M44
# message: there were never 2 fetches under way
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Lock()

    async def one(name):
        async with gate:
            return await fetch(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    return [task.result() for task in tasks]
