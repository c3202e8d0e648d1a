# finding: wrong-result M54
# message: The exception has come to the caller, and
import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(workers):
            await queue.put(END)

    async def worker():
        while (item := await queue.get()) is not END:
            results.append(await work(item))

    await asyncio.gather(produce(), *[worker() for _ in range(workers)])
    return results
