# expect: fail
# because: several tasks can be done at the same time, and done is a set
import asyncio

async def ask(server):
    await asyncio.sleep(0)
    return server

async def race():
    tasks = [asyncio.create_task(ask(name)) for name in ("near", "far")]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    return next(iter(done)).result()

# --- scenario ---
def main(): return asyncio.run(race())
def accept(r): return r == "near"
