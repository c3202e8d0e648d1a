import asyncio
from collections import Counter
from concurrent.futures import ProcessPoolExecutor


def summarise(batches, count, workers):
    async def main():
        total = Counter()
        loop = asyncio.get_running_loop()
        it = iter(batches)
        with ProcessPoolExecutor(workers) as pool:

            async def one():
                for batch in it:
                    total.update(await loop.run_in_executor(pool, count, batch))

            await asyncio.gather(*(one() for _ in range(workers)))
        return dict(total)

    return asyncio.run(main())
