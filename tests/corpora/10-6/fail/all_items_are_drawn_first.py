# finding: wrong-result -
# message: and 20 were drawn from the source
import asyncio


async def pipeline(source, work, workers, room):
    gate = asyncio.Semaphore(workers)

    async def one(item):
        async with gate:
            return await work(item)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(item)) async for item in source]
    return [task.result() for task in tasks]
