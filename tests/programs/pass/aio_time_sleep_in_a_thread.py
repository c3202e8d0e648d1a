# expect: pass
import asyncio
import time

def boil(n):
    time.sleep(1)
    return n

async def cook():
    return await asyncio.to_thread(boil, 2)

# --- scenario ---
async_rules = True
def main(): return asyncio.run(cook())
def accept(r): return r == 2
