# expect: pass
import asyncio

async def giver(future):
    await asyncio.sleep(0)
    future.set_result(7)

async def taker(future):
    return await future

async def both():
    future = asyncio.get_running_loop().create_future()
    _, n = await asyncio.gather(giver(future), taker(future))
    return n

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 7
