# expect: fail
# because: the flag is set by a task that never gets the loop
import asyncio

ready = False

async def prepare():
    global ready
    ready = True

async def wait():
    task = asyncio.create_task(prepare())
    while not ready:
        pass
    await task

# --- scenario ---
def main(): asyncio.run(wait())
def accept(r): return True
