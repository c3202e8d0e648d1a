# expect: pass
import asyncio

class Counter:
    def __init__(self):
        self.value = 0

    async def increment(self):
        await asyncio.sleep(0)
        self.value += 1
        await asyncio.sleep(0)

async def count():
    counter = Counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(counter.increment())
    return counter.value

# --- scenario ---
def main(): return asyncio.run(count())
def accept(n): return n == 3
