# expect: fail
# because: a longer sleep promises no order
import asyncio

rows = []

async def load():
    await asyncio.sleep(0.1)
    rows.append(1)

async def report():
    asyncio.create_task(load())
    await asyncio.sleep(0.2)
    return list(rows)

# --- scenario ---
def main(): return asyncio.run(report())
def accept(r): return r == [1]
