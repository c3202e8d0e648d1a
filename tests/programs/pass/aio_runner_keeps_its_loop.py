# expect: pass
import asyncio

async def add(bag, n):
    await asyncio.sleep(0)
    bag.append(n)

def both():
    bag = []
    with asyncio.Runner() as runner:
        runner.run(add(bag, 1))
        runner.run(add(bag, 2))
    return bag

# --- scenario ---
def main(): return both()
def accept(r): return r == [1, 2]
