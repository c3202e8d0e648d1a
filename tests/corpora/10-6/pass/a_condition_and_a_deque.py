import asyncio
from collections import deque


async def pipeline(source, work, workers, room):
    waiting = deque()
    changed = asyncio.Condition()
    finished = False
    results = []

    async def worker():
        while True:
            async with changed:
                await changed.wait_for(lambda: waiting or finished)
                if not waiting:
                    return
                item = waiting.popleft()
                changed.notify_all()
            results.append(await work(item))

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        async for item in source:
            async with changed:
                await changed.wait_for(lambda: len(waiting) < room)
                waiting.append(item)
                changed.notify_all()
        async with changed:
            finished = True
            changed.notify_all()
    return results
