# expect: pass
import asyncio

ready = False

async def prepare():
    global ready
    ready = True

async def wait():
    task = asyncio.create_task(prepare())
    while not ready:
        await asyncio.sleep(0)
    await task
    return ready

# --- scenario ---
def main(): return asyncio.run(wait())
def accept(r): return r
