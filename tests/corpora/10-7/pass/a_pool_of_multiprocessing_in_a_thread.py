import asyncio
import multiprocessing


def count_in_processes(count, texts, workers):
    with multiprocessing.Pool(workers) as pool:
        return pool.map(count, texts, chunksize=1)


async def count_all(count, texts, workers):
    return await asyncio.get_running_loop().run_in_executor(None, count_in_processes, count, texts, workers)
