# expect: fail
# because: the second set_result() finds a result already
import asyncio

async def giver(future, n):
    await asyncio.sleep(0)
    future.set_result(n)

async def both():
    future = asyncio.get_running_loop().create_future()
    await asyncio.gather(giver(future, 1), giver(future, 2))
    return await future

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n in (1, 2)
