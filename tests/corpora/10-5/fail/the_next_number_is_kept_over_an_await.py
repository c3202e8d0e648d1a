# finding: wrong-result -
# message: was fetched 2 times
import asyncio


async def fetch_all(fetch, names, limit):
    results = [None] * len(names)
    following = 0

    async def worker():
        nonlocal following
        while following < len(names):
            place = following
            results[place] = await fetch(names[place])
            following = place + 1

    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return results
