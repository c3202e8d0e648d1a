# expect: fail
# because: the threads that to_thread starts race like any others
import asyncio

total = 0

def add():
    global total
    total += 1

async def both():
    await asyncio.gather(asyncio.to_thread(add), asyncio.to_thread(add))
    return total

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 2
