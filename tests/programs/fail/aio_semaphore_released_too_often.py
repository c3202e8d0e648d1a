# expect: fail
# because: release() without acquire() lets a third task in
import asyncio

inside = most = 0

async def work(semaphore):
    global inside, most
    await semaphore.acquire()
    inside += 1
    most = max(most, inside)
    await asyncio.sleep(0)
    inside -= 1
    semaphore.release()
    semaphore.release()

async def crew():
    semaphore = asyncio.Semaphore(1)
    await asyncio.gather(*(work(semaphore) for _ in range(3)))
    return most

# --- scenario ---
def main(): return asyncio.run(crew())
def accept(n): return n == 1
