# expect: pass
import asyncio

async def cook(condition, pot):
    async with condition:
        pot.append("soup")
        condition.notify()

async def guest(condition, pot):
    async with condition:
        await condition.wait_for(lambda: pot)
        return pot.pop()

async def inn():
    condition, pot = asyncio.Condition(), []
    food, _ = await asyncio.gather(guest(condition, pot), cook(condition, pot))
    return food

# --- scenario ---
def main(): return asyncio.run(inn())
def accept(r): return r == "soup"
