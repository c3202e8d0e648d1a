# finding: blocks-the-loop M54
# message: waiting for a future of concurrent.futures stops the whole event loop
import asyncio
from concurrent.futures import ProcessPoolExecutor, as_completed


async def count_all(count, texts, workers):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        places = {pool.submit(count, text): place for place, text in enumerate(texts)}
        counts = [None] * len(texts)
        for future in as_completed(places):
            counts[places[future]] = await asyncio.wrap_future(future)
        return counts
