# expect: fail
# because: the coroutine is made and never runs
import asyncio

stock = 3

async def restock():
    global stock
    stock += 10

async def shop():
    restock()
    return stock

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(n): return n in (3, 13)
