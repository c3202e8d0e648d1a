# expect: pass
import asyncio

rows = []

async def load(done):
    await asyncio.sleep(0.1)
    rows.append(1)
    done.set()

async def report():
    done = asyncio.Event()
    task = asyncio.create_task(load(done))
    await done.wait()
    found = list(rows)
    await task
    return found

# --- scenario ---
def main(): return asyncio.run(report())
def accept(r): return r == [1]
