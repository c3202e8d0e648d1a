# expect: fail
# because: time.sleep() stops all tasks
import asyncio
import time

async def boil(n):
    time.sleep(1)
    return n

async def cook():
    return await asyncio.gather(boil(1), boil(2))

# --- scenario ---
async_rules = True
def main(): return asyncio.run(cook())
def accept(r): return r == [1, 2]
