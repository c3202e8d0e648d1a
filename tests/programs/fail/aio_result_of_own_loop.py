# expect: fail
# because: result() blocks the thread that would run the coroutine
import asyncio

async def add(a, b):
    return a + b

async def compute():
    loop = asyncio.get_running_loop()
    return asyncio.run_coroutine_threadsafe(add(1, 2), loop).result()

# --- scenario ---
def main(): return asyncio.run(compute())
def accept(n): return n == 3
