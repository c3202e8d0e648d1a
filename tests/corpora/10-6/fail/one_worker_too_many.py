# finding: wrong-result -
# message: There are 1 workers, and 2 items were worked on
import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while (item := await queue.get()) is not END:
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers + 1):
            group.create_task(worker())
        async for item in source:
            await queue.put(item)
        for _ in range(workers + 1):
            await queue.put(END)
    return results
