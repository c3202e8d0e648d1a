import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while True:
            item = await queue.get()
            results.append(await work(item))
            queue.task_done()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker()) for _ in range(workers)]
        async for item in source:
            await queue.put(item)
        await queue.join()
        for task in tasks:
            task.cancel()
    return results
