import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial


async def watch(sensor, read, pause):
    return (await watch_all([sensor], read, pause))[0]


async def watch_all(sensors, read, pause):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(pause)
    with ThreadPoolExecutor(max_workers=len(sensors)) as pool:
        calls = [loop.run_in_executor(pool, partial(copy_context().run, read, sensor)) for sensor in sensors]
        return await asyncio.gather(*calls)
