import asyncio
import time


def watch_slowly(sensor, read, pause):
    time.sleep(pause)
    return read(sensor)


async def watch(sensor, read, pause):
    return await asyncio.to_thread(watch_slowly, sensor, read, pause)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
