# expect: pass
import asyncio

inside = most = 0

async def work(semaphore):
    global inside, most
    async with semaphore:
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1

async def crew():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(work(semaphore) for _ in range(3)))
    return most

# --- scenario ---
def main(): return asyncio.run(crew())
def accept(n): return n <= 2
