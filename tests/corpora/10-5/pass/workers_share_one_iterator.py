import asyncio


async def fetch_all(fetch, names, limit):
    names = list(names)
    results = [None] * len(names)
    todo = iter(enumerate(names))

    async def worker():
        for place, name in todo:
            results[place] = await fetch(name)

    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return results
