# expect: pass
import asyncio
from contextlib import asynccontextmanager

open_now = 0

@asynccontextmanager
async def connection():
    global open_now
    open_now += 1
    await asyncio.sleep(0)
    try:
        yield open_now
    finally:
        await asyncio.sleep(0)
        open_now -= 1

async def ask():
    async with connection() as n:
        return n

async def both():
    await asyncio.gather(ask(), ask())
    return open_now

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 0
