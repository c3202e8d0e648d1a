# finding: wrong-result -
# message: `count_all` raises
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return await asyncio.gather(*[loop.run_in_executor(pool, lambda: count(text)) for text in texts])
