import asyncio
import time


async def watch(sensor, read, pause):
    await asyncio.to_thread(time.sleep, pause)
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
