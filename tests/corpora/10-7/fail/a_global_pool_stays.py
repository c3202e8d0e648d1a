# finding: leftover -
# message: was still there
import asyncio
from concurrent.futures import ProcessPoolExecutor

pool = None


async def count_all(count, texts, workers):
    global pool
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(max_workers=workers)
    return await asyncio.gather(*[loop.run_in_executor(pool, count, text) for text in texts])
