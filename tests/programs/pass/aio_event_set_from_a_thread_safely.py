# expect: pass
import asyncio
import threading

async def wait():
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=loop.call_soon_threadsafe, args=(done.set,))
    thread.start()
    await done.wait()
    thread.join()
    return done.is_set()

# --- scenario ---
def main(): return asyncio.run(wait())
def accept(r): return r is True
