# expect: fail
# because: a notification before the wait is lost
import asyncio

async def cook(condition):
    async with condition:
        condition.notify()

async def guest(condition):
    async with condition:
        await condition.wait()
    return "soup"

async def inn():
    condition = asyncio.Condition()
    food, _ = await asyncio.gather(guest(condition), cook(condition))
    return food

# --- scenario ---
def main(): return asyncio.run(inn())
def accept(r): return r == "soup"
