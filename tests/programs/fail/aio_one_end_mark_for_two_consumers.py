# expect: fail
# because: the second consumer waits for ever
import asyncio

async def consume(queue, found):
    while (item := await queue.get()) is not None:
        found.append(item)

async def pipe():
    queue, found = asyncio.Queue(), []
    for n in range(2):
        queue.put_nowait(n)
    queue.put_nowait(None)
    await asyncio.gather(consume(queue, found), consume(queue, found))
    return found

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return sorted(r) == [0, 1]
