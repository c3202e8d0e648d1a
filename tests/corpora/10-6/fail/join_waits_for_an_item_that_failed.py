# finding: wrong-result M54
# message: the pipeline never comes back
import asyncio


async def pipeline(source, work, workers, room):
    queue, results = asyncio.Queue(room), []

    async def worker():
        while True:
            item = await queue.get()
            results.append(await work(item))
            queue.task_done()

    tasks = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        async for item in source:
            await queue.put(item)
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return results
