# expect: pass
import asyncio

async def add(a, b):
    return a + b

def ask(loop):
    return asyncio.run_coroutine_threadsafe(add(1, 2), loop).result()

async def compute():
    return await asyncio.to_thread(ask, asyncio.get_running_loop())

# --- scenario ---
def main(): return asyncio.run(compute())
def accept(n): return n == 3
