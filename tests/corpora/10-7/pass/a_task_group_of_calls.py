import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()

    async def one(text):
        return await loop.run_in_executor(pool, count, text)

    with ProcessPoolExecutor(workers) as pool:
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(text)) for text in texts]
        except* Exception as several:
            raise several.exceptions[0] from None
    return [task.result() for task in tasks]
