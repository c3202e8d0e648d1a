# expect: fail
# because: the task goes on after it was cancelled
import asyncio

async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass

async def stop():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    task.cancel()
    await task

# --- scenario ---
def main(): asyncio.run(stop())
def accept(r): return True
