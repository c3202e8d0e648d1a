# finding: too-much-locking M44
# message: never in `count` at the same time
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return [await loop.run_in_executor(pool, count, text) for text in texts]
