# finding: never-awaited M54
# message: never awaited
import asyncio


async def watch(sensor, read, pause):
    await asyncio.sleep(pause)
    return await asyncio.to_thread(read, sensor)


async def log(text):
    print(text)


async def watch_all(sensors, read, pause):
    log(f"watching {len(sensors)} sensors")
    return await asyncio.gather(*[watch(sensor, read, pause) for sensor in sensors])
