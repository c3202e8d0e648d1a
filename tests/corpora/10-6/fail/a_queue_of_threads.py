# finding: blocks-the-loop M54
# message: waiting for a queue.Queue stops the whole event loop
import asyncio
import queue

END = object()


async def pipeline(source, work, workers, room):
    jobs = queue.Queue(room)
    results = []

    async def worker():
        while (item := jobs.get()) is not END:
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            jobs.put(item)
        for _ in range(workers):
            jobs.put(END)
    return results
