# expect: pass
import asyncio

async def fetch(n):
    await asyncio.sleep(3 - n)
    return n

async def pages():
    return await asyncio.gather(*(fetch(n) for n in range(3)))

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == [0, 1, 2]
