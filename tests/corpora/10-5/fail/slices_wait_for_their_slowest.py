# finding: wrong-result M44
# message: was not begun before a was done
import asyncio


async def fetch_all(fetch, names, limit):
    results = []
    for start in range(0, len(names), limit):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(name)) for name in names[start : start + limit]]
        results += [task.result() for task in tasks]
    return results
