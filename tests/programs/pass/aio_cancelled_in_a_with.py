# expect: pass
import asyncio

async def hold(lock):
    async with lock:
        await asyncio.sleep(10)

async def both():
    lock = asyncio.Lock()
    task = asyncio.create_task(hold(lock))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with lock:
        return True

# --- scenario ---
def main(): return asyncio.run(both())
def accept(r): return r
