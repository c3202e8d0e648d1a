import asyncio


async def pipeline(source, work, workers, room):
    line = asyncio.Queue(room)
    end = object()

    async def worker():
        mine = []
        while True:
            item = await line.get()
            if item is end:
                return mine
            mine.append(await work(item))

    async def draw():
        async for item in source:
            await line.put(item)
        for _ in range(workers):
            await line.put(end)

    tasks = [asyncio.create_task(draw()), *(asyncio.create_task(worker()) for _ in range(workers))]
    try:
        _, *lists = await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    return sum(lists, [])
