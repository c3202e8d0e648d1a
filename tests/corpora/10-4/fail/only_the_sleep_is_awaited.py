# finding: blocks-the-loop M54
# message: `read` waits for the sensor
import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return read(sensor)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
