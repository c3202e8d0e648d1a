# expect: pass
import asyncio

async def consume(queue, found):
    while not queue.empty():
        found.append(queue.get_nowait())
        await asyncio.sleep(0)

async def pipe():
    queue, found = asyncio.Queue(), []
    for n in range(3):
        queue.put_nowait(n)
    await asyncio.gather(consume(queue, found), consume(queue, found))
    return found

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [0, 1, 2]
