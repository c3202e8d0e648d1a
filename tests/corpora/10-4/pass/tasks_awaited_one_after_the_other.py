import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    tasks = [asyncio.create_task(watch(sensor, read, pause)) for sensor in sensors]
    return [await task for task in tasks]
