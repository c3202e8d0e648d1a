# finding: blocks-the-loop M54
# message: `read` waits for the sensor
import asyncio


async def read_in_the_background(read, sensor):
    return read(sensor)


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.create_task(read_in_the_background(read, sensor))


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
