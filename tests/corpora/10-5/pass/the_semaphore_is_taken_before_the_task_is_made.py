import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)
    tasks = []
    async with asyncio.TaskGroup() as group:
        for name in names:
            await gate.acquire()
            task = group.create_task(fetch(name))
            task.add_done_callback(lambda _: gate.release())
            tasks.append(task)
    return [task.result() for task in tasks]
