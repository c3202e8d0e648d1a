# finding: blocks-the-loop M54
# message: in the event loop's own thread
import asyncio


async def count_all(count, texts, workers):
    async def one(text):
        await asyncio.sleep(0)
        return count(text)

    return await asyncio.gather(*[one(text) for text in texts])
