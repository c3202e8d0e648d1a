# expect: fail
# because: as_completed gives results as they come
import asyncio

async def fetch(n):
    await asyncio.sleep(0.1)
    return n

async def pages():
    return [await each for each in asyncio.as_completed([fetch(0), fetch(1)])]

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == [0, 1]
