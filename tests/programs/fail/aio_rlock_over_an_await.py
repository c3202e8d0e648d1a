# expect: fail
# because: an RLock lets in every task of its thread
import asyncio
import threading

lock = threading.RLock()
value = 0

async def add():
    global value
    with lock:
        seen = value
        await asyncio.sleep(0)
        value = seen + 1

async def both():
    await asyncio.gather(add(), add())
    return value

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 2
