# expect: pass
import asyncio

cache = {}
calls = []

async def load(key):
    calls.append(key)
    await asyncio.sleep(0.1)
    return key.upper()

async def get(key):
    if key not in cache:
        cache[key] = asyncio.create_task(load(key))
    return await cache[key]

async def pages():
    found = await asyncio.gather(get("a"), get("a"), get("b"))
    return found, sorted(calls)

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == (["A", "A", "B"], ["a", "b"])
