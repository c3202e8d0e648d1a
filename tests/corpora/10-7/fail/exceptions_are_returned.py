# finding: wrong-result -
# message: `count` raised an exception, and `count_all` returns
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        calls = [loop.run_in_executor(pool, count, text) for text in texts]
        return await asyncio.gather(*calls, return_exceptions=True)
