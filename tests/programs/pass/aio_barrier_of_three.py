# expect: pass
import asyncio

ready = []

async def runner(barrier, n):
    ready.append(n)
    await barrier.wait()
    return len(ready)

async def race():
    barrier = asyncio.Barrier(3)
    return await asyncio.gather(*(runner(barrier, n) for n in range(3)))

# --- scenario ---
def main(): return asyncio.run(race())
def accept(r): return r == [3, 3, 3]
