import asyncio


async def fetch_all(fetch, names, limit):
    tasks = []
    under_way = set()
    try:
        for name in names:
            if len(under_way) == limit:
                done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            task = asyncio.create_task(fetch(name))
            tasks.append(task)
            under_way.add(task)
        return [await task for task in tasks] if not under_way else await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
