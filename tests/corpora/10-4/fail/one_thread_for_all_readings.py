# finding: wrong-result M44
# message: only when it had answered the reading of the other one began
import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor


async def watch(sensor, read, pause):
    return (await watch_all([sensor], read, pause))[0]


async def watch_all(sensors, read, pause):
    loop = asyncio.get_running_loop()
    await asyncio.sleep(pause)
    with ThreadPoolExecutor(max_workers=1) as pool:
        run = contextvars.copy_context().run
        return await asyncio.gather(*[loop.run_in_executor(pool, run, read, sensor) for sensor in sensors])
