# expect: fail
# because: both tasks miss before either has filled the cache
import asyncio

cache = {}
calls = []

async def load(key):
    calls.append(key)
    await asyncio.sleep(0.1)
    return key.upper()

async def get(key):
    if key not in cache:
        cache[key] = await load(key)
    return cache[key]

async def pages():
    await asyncio.gather(get("a"), get("a"))
    return len(calls)

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(n): return n == 1
