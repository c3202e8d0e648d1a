# finding: wrong-result M52
# message: and a fetch still goes on
import asyncio


async def fetch_all(fetch, names, limit):
    gate = asyncio.Semaphore(limit)

    async def one(name):
        async with gate:
            return await fetch(name)

    tasks = [asyncio.create_task(one(name)) for name in names]
    if not tasks:
        return []
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in waiting:
        task.cancel()
    if waiting:
        await asyncio.wait(waiting)
    for task in done:
        task.result()
    return [task.result() for task in tasks]
