# finding: blocks-the-loop M54
# message: waiting for a future of concurrent.futures stops the whole event loop
import asyncio
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=4)


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return pool.submit(read, sensor).result()


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
