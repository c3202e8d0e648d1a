# finding: wrong-result M47
# message: never comes back: 0 of 2 items
import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []
    done = None

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(workers):
            await queue.put(done)

    async def consume():
        while True:
            item = await queue.get()
            if not item:
                break
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        for _ in range(workers):
            group.create_task(consume())
    return results
