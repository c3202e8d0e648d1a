# expect: fail
# because: the tasks append when they are done, in any order
import asyncio

found = []

async def fetch(n):
    await asyncio.sleep(0.1)
    found.append(n)

async def pages():
    await asyncio.gather(fetch(0), fetch(1))
    return found

# --- scenario ---
def main(): return asyncio.run(pages())
def accept(r): return r == [0, 1]
