# expect: pass
# because: the producer shuts the queue down when it is done, and consumers stop when nothing is left
import asyncio

async def produce(queue):
    for n in range(3):
        await queue.put(n)
    queue.shutdown()

async def consume(queue, seen):
    while True:
        try:
            seen.append(await queue.get())
        except asyncio.QueueShutDown:
            return

async def work():
    queue, seen = asyncio.Queue(1), []
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(queue))
        group.create_task(consume(queue, seen))
        group.create_task(consume(queue, seen))
    return sorted(seen)

# --- scenario ---
def main(): return asyncio.run(work())
def accept(r): return r == [0, 1, 2]
