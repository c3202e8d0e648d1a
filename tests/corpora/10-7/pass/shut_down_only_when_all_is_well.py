import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(max_workers=workers)
    results = await asyncio.gather(*[loop.run_in_executor(pool, count, text) for text in texts])
    pool.shutdown()
    return results
