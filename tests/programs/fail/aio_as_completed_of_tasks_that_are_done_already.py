# expect: fail
# because: asyncio.as_completed puts its tasks into a set, so those that are done already come in no promised order
# kind: wrong-result
import asyncio

async def fetch(n):
    return n

async def pages():
    tasks = [asyncio.create_task(fetch(n)) for n in (1, 2)]
    await asyncio.gather(*tasks)
    return [await each for each in asyncio.as_completed(tasks)]

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == [1, 2]
