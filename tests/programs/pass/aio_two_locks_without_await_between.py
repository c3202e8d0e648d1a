# expect: pass
import asyncio

log = []

async def move(name, source, target):
    await asyncio.sleep(0)
    async with source:
        async with target:
            log.append(name)

async def bank():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(move("x", a, b), move("y", b, a))
    return sorted(log)

# --- scenario ---
def main(): return asyncio.run(bank())
def accept(r): return r == ["x", "y"]
