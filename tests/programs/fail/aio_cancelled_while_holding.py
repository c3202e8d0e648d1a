# expect: fail
# because: the cancelled task never releases the lock
import asyncio

async def hold(lock):
    await lock.acquire()
    await asyncio.sleep(10)
    lock.release()

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
