# expect: pass
import asyncio

def square(n):
    return n * n

async def both():
    return sum(await asyncio.gather(asyncio.to_thread(square, 2), asyncio.to_thread(square, 3)))

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 13
