# expect: fail
# because: an asyncio.Lock is not reentrant
import asyncio

lock = None

async def inner():
    async with lock:
        return 1

async def outer():
    global lock
    lock = asyncio.Lock()
    async with lock:
        return await inner()

# --- scenario ---
def main(): return asyncio.run(outer())
def accept(r): return r == 1
