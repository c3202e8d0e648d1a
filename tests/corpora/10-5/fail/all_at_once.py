# finding: wrong-result -
# message: The limit is 1, and 2 fetches were under way
import asyncio


async def fetch_all(fetch, names, limit):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(name)) for name in names]
    return [task.result() for task in tasks]
