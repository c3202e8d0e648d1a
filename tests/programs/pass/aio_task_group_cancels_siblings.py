# expect: pass
import asyncio

log = []

async def bad():
    await asyncio.sleep(0)
    raise ValueError("no")

async def good():
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.append("cancelled")
        raise

async def both():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(good())
            await asyncio.sleep(0)
            group.create_task(bad())
    except* ValueError:
        log.append("failed")
    return log

# --- scenario ---
def main(): return asyncio.run(both())
def accept(r): return r[-1] == "failed" and r.count("cancelled") <= 1
