# expect: pass
# because: each task stores under a key of its own, and what comes first does not matter
import asyncio

async def fetch(name, pages):
    await asyncio.sleep(0.1)
    pages[name] = name.upper()

async def fetch_all(names):
    pages = {}
    waiting = {asyncio.create_task(fetch(name, pages)) for name in names}
    while waiting:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    return pages

# --- scenario ---
def main(): return asyncio.run(fetch_all(["a", "b"]))
def accept(r): return r == {"a": "A", "b": "B"}
