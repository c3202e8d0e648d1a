import asyncio


async def fetch_all(fetch, names, limit):
    free, change, results = limit, asyncio.Condition(), {}

    async def one(place, name):
        nonlocal free
        async with change:
            while not free:
                await change.wait()
            free -= 1
        try:
            results[place] = await fetch(name)
        finally:
            free += 1
            async with change:
                change.notify()

    async with asyncio.TaskGroup() as tasks:
        for place, name in enumerate(names):
            tasks.create_task(one(place, name))
    return [results[place] for place in range(len(results))]
