# finding: wrong-result M54
# message: and the pipeline never comes back
import asyncio

END = object()


async def pipeline(source, work, workers, room):
    queue = asyncio.Queue(room)
    results = []

    async def worker():
        while (item := await queue.get()) is not END:
            try:
                results.append(await work(item))
            except Exception as error:
                print(error)

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            await queue.put(item)
        for _ in range(workers):
            await queue.put(END)
    return results
