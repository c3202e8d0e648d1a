# expect: fail
# because: each task holds one lock and waits for the other
import asyncio

async def move(source, target):
    async with source:
        await asyncio.sleep(0)
        async with target:
            pass

async def bank():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(move(a, b), move(b, a))

# --- scenario ---
def main(): asyncio.run(bank())
def accept(r): return True
