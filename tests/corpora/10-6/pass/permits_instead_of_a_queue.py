import asyncio


async def pipeline(source, work, workers, room):
    places = asyncio.Semaphore(workers + room)
    hands = asyncio.Semaphore(workers)
    tasks = []

    async def one(item):
        try:
            async with hands:
                return await work(item)
        finally:
            places.release()

    async with asyncio.TaskGroup() as group:
        async for item in source:
            await places.acquire()
            tasks.append(group.create_task(one(item)))
    return [task.result() for task in tasks]
