import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(count, text) for text in texts]
        while not all(future.done() for future in futures):
            await asyncio.sleep(0.05)
        return [future.result() for future in futures]
