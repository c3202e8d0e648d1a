import asyncio
import contextvars


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    context = contextvars.copy_context()
    return await asyncio.get_running_loop().run_in_executor(None, context.run, read, sensor)


async def watch_all(sensors, read, pause):
    return list(await asyncio.gather(*(watch(sensor, read, pause) for sensor in sensors)))
