import asyncio


async def fetch_all(fetch, names, limit):
    names = list(names)
    places = asyncio.BoundedSemaphore(limit)
    pages = {}

    async def put(number):
        await places.acquire()
        try:
            pages[number] = await fetch(names[number])
        finally:
            places.release()

    async with asyncio.TaskGroup() as group:
        for number in range(len(names)):
            group.create_task(put(number))
    return [page for _, page in sorted(pages.items())]
