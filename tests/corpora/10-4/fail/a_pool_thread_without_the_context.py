# finding: wrong-result M33
# message: in `read` it says 'nobody'
import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.get_running_loop().run_in_executor(None, read, sensor)


async def watch_all(sensors, read, pause):
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
