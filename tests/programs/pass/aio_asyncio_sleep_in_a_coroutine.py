# expect: pass
import asyncio

async def boil(n):
    await asyncio.sleep(1)
    return n

async def cook():
    return await asyncio.gather(boil(1), boil(2))

# --- scenario ---
async_rules = True
def main(): return asyncio.run(cook())
def accept(r): return r == [1, 2]
