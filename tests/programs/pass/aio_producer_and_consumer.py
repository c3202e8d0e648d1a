# expect: pass
import asyncio

async def produce(queue):
    for n in range(3):
        await queue.put(n)
    await queue.put(None)

async def consume(queue):
    found = []
    while (item := await queue.get()) is not None:
        found.append(item)
    return found

async def pipe():
    queue = asyncio.Queue(maxsize=1)
    _, found = await asyncio.gather(produce(queue), consume(queue))
    return found

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [0, 1, 2]
