# expect: pass
import asyncio

async def consume(queue):
    found = []
    try:
        while True:
            found.append(await queue.get())
    except asyncio.QueueShutDown:
        return found

async def pipe():
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue))
    for n in range(2):
        await queue.put(n)
    await asyncio.sleep(0)
    queue.shutdown()
    return await consumer

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [0, 1]
