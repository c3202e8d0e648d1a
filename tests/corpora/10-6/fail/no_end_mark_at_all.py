# finding: wrong-result M47
# message: never comes back
import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while True:
            results.append(await work(await queue.get()))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            await queue.put(item)
    return results
