# expect: fail
# because: another consumer takes the last item between empty() and get()
import asyncio

async def consume(queue, found):
    while not queue.empty():
        await asyncio.sleep(0)
        found.append(await queue.get())

async def pipe():
    queue, found = asyncio.Queue(), []
    queue.put_nowait(1)
    await asyncio.gather(consume(queue, found), consume(queue, found))
    return found

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [1]
