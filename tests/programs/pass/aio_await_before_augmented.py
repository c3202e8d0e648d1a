# expect: pass
import asyncio

total = 0

async def price(n):
    await asyncio.sleep(0)
    return n

async def add(n):
    global total
    cost = await price(n)
    total += cost

async def bill():
    await asyncio.gather(add(1), add(2))
    return total

# --- scenario ---
def main(): return asyncio.run(bill())
def accept(n): return n == 3
