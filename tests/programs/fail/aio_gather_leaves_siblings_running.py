# expect: fail
# because: when one fails, gather() raises at once and the other goes on
import asyncio

written = []

async def bad():
    raise ValueError("no")

async def good():
    await asyncio.sleep(1)
    written.append(1)

async def both():
    try:
        await asyncio.gather(bad(), good())
    except ValueError:
        return list(written)

# --- scenario ---
def main(): return asyncio.run(both())
def accept(r): return r == [1]
