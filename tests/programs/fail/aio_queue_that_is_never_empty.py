# expect: fail
# because: there is always an item, so the task never lets another one go on, and never ends
# kind: hang
import asyncio

async def pass_on(queue):
    while True:
        number = await queue.get()
        await queue.put(number + 1)

async def run():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    await pass_on(queue)

# --- scenario ---
def main(): return asyncio.run(run())
def accept(result): return result is None
