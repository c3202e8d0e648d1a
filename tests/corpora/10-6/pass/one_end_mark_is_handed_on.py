import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(maxsize=room)
    results = []

    async def worker():
        while (item := await queue.get()) is not END:
            results.append(await work(item))
        queue.put_nowait(END)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            await queue.put(item)
        await queue.put(END)
    return results
