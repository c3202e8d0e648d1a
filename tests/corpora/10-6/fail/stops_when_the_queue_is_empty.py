# finding: wrong-result M46
# message: the numbers of the list should be
import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def produce():
        async for item in source:
            await queue.put(item)

    async def consume():
        while not queue.empty():
            results.append(await work(await queue.get()))

    async with asyncio.TaskGroup() as group:
        producer = group.create_task(produce())
        await asyncio.sleep(0)
        for _ in range(workers):
            group.create_task(consume())
        await asyncio.wait([producer], timeout=5)
        producer.cancel()
    return results
