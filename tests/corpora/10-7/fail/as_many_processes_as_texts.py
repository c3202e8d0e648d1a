# finding: wrong-result M37
# message: The pool may have 2 processes, and 3 were started
import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=len(texts)) as pool:
        return await asyncio.gather(*[loop.run_in_executor(pool, count, text) for text in texts])
