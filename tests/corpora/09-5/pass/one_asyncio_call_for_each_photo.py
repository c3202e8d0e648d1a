import asyncio
from concurrent.futures import ProcessPoolExecutor


def develop_batches(develop, batches, workers):
    async def all_batches():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(workers) as pool:
            calls = [[loop.run_in_executor(pool, develop, photo) for photo in batch] for batch in batches]
            return [list(await asyncio.gather(*batch)) for batch in calls]

    return asyncio.run(all_batches())
