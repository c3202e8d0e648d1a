# expect: fail
# because: nothing keeps the third task out
import asyncio

inside = most = 0

async def work():
    global inside, most
    inside += 1
    most = max(most, inside)
    await asyncio.sleep(0)
    inside -= 1

async def crew():
    await asyncio.gather(*(work() for _ in range(3)))
    return most

# --- scenario ---
def main(): return asyncio.run(crew())
def accept(n): return n <= 2
