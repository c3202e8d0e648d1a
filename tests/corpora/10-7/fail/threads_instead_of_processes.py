# finding: wrong-result M35
# message: it runs in a thread of the main process
import asyncio


async def count_all(count, texts, workers):
    return await asyncio.gather(*[asyncio.to_thread(count, text) for text in texts])
