# finding: wrong-result M44
# message: only when it had answered the reading of the other one began
import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    return [await watch(sensor, read, pause) for sensor in sensors]
