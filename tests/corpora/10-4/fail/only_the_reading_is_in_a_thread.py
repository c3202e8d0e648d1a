# finding: blocks-the-loop M54
# message: time.sleep() stops the whole event loop
import asyncio
import time


async def watch(sensor, read, pause):
    time.sleep(pause)
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
