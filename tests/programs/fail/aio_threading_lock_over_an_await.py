# expect: fail
# because: the second task blocks the thread in which the first one would release the lock
import asyncio
import threading

lock = threading.Lock()

async def work():
    with lock:
        await asyncio.sleep(0)

async def both():
    await asyncio.gather(work(), work())

# --- scenario ---
def main(): asyncio.run(both())
def accept(r): return True
