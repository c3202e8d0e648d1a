# expect: pass
import asyncio

async def add(a, b):
    await asyncio.sleep(0)
    return a + b

def compute():
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(add(1, 2))
    finally:
        loop.close()

# --- scenario ---
def main(): return compute()
def accept(n): return n == 3
