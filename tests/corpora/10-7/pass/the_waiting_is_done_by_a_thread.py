import asyncio
from concurrent.futures import ProcessPoolExecutor


def count_in_processes(count, texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(count, texts))


async def count_all(count, texts, workers):
    return await asyncio.to_thread(count_in_processes, count, texts, workers)
