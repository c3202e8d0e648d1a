# finding: wrong-result M52
# message: ends as if nothing had happened
import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while (item := await queue.get()) is not END:
            results.append(await work(item))

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
            async for item in source:
                await queue.put(item)
            for _ in range(workers):
                await queue.put(END)
    except asyncio.CancelledError:
        print("stopped")
    return results
