import asyncio


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)

    async def produce():
        async for item in source:
            await queue.put((item,))
        for _ in range(workers):
            await queue.put(None)

    async def consume():
        found = []
        while packet := await queue.get():
            found.append(await work(packet[0]))
        return found

    tasks = [asyncio.create_task(produce())]
    tasks += [asyncio.create_task(consume()) for _ in range(workers)]
    try:
        _, *parts = await asyncio.gather(*tasks)
        return [result for part in parts for result in part]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
