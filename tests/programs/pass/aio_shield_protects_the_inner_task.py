# expect: pass
import asyncio

log = []

async def save():
    await asyncio.sleep(5)
    log.append("saved")

async def shop():
    task = asyncio.create_task(save())
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        log.append("late")
    await task
    return log

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(r): return r in (["late", "saved"], ["saved"])
