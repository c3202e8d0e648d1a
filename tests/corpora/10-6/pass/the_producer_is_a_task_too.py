import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []
    done = object()

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(workers):
            await queue.put(done)

    async def consume():
        while True:
            item = await queue.get()
            if item is done:
                break
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        for _ in range(workers):
            group.create_task(consume())
    return results
