# finding: exception -
# message: and nobody awaits it
import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while True:
            item = await queue.get()
            results.append(await work(item))
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    async for item in source:
        await queue.put(item)
    await queue.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return results
