# expect: fail
# because: the third party never comes
import asyncio

async def runner(barrier):
    await barrier.wait()

async def race():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(runner(barrier), runner(barrier))

# --- scenario ---
def main(): asyncio.run(race())
def accept(r): return True
