import asyncio


async def fetch_all(fetch, names, limit):
    names = list(names)
    queue = asyncio.Queue()
    for place, name in enumerate(names):
        queue.put_nowait((place, name))
    found = {}

    async def worker():
        while not queue.empty():
            place, name = queue.get_nowait()
            found[place] = await fetch(name)

    async with asyncio.TaskGroup() as group:
        for _ in range(min(limit, len(names))):
            group.create_task(worker())
    return [found[place] for place in range(len(names))]
