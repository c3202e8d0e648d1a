# finding: too-much-locking M44
# message: never in `count` at the same time
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    results = []
    for text in texts:
        with ProcessPoolExecutor(max_workers=workers) as pool:
            results.append(await loop.run_in_executor(pool, count, text))
    return results
