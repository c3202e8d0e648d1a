import asyncio
from concurrent.futures import ProcessPoolExecutor


async def count_all(count, texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        futures = [asyncio.wrap_future(pool.submit(count, text)) for text in texts]
        return [await future for future in futures]
