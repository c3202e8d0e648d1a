# expect: pass
import asyncio

async def fetch(n):
    return n

async def pages():
    tasks = [asyncio.create_task(fetch(n)) for n in (1, 2, 3)]
    await tasks[1]
    return sorted([await each for each in asyncio.as_completed(tasks)])

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == [1, 2, 3]
