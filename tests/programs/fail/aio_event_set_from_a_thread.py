# expect: fail
# because: set() wakes nobody safely from another thread
import asyncio
import threading

async def wait():
    done = asyncio.Event()
    thread = threading.Thread(target=done.set)
    thread.start()
    await done.wait()
    thread.join()

# --- scenario ---
def main(): asyncio.run(wait())
def accept(r): return True
