# expect: fail
# because: shutdown(immediate=True) throws away what nobody has taken yet
import asyncio

async def produce(queue):
    for n in range(3):
        await queue.put(n)
    queue.shutdown(immediate=True)

async def consume(queue, seen):
    while True:
        try:
            seen.append(await queue.get())
        except asyncio.QueueShutDown:
            return

async def work():
    queue, seen = asyncio.Queue(), []
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue))
        group.create_task(consume(queue, seen))
    return seen

# --- scenario ---
def main(): return asyncio.run(work())
def accept(r): return r == [0, 1, 2]
