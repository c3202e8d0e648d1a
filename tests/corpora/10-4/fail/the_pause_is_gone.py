# finding: wrong-result -
# message: was read before the pause
import asyncio


async def watch(sensor, read, pause):
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
