# expect: pass
import asyncio
import threading

lock = threading.Lock()
total = 0

def add():
    global total
    with lock:
        total += 1

async def both():
    await asyncio.gather(asyncio.to_thread(add), asyncio.to_thread(add))
    return total

# --- scenario ---
def main(): return asyncio.run(both())
def accept(n): return n == 2
