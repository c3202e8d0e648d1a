# finding: wrong-result -
# message: and 20 were drawn from the source
import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue()
    results = []

    async def worker():
        while (item := await queue.get()) is not END:
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            await queue.put(item)
        for _ in range(workers):
            await queue.put(END)
    return results
