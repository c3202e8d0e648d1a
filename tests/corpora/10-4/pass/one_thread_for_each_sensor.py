import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.to_thread(read, sensor)


async def watch_all(sensors, read, pause):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(sensor, read, pause)) for sensor in sensors]
    return [task.result() for task in tasks]
