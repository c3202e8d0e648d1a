# expect: pass
import asyncio

async def work(queue, found):
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        found.append(item)
        queue.task_done()

async def pipe():
    queue, found = asyncio.Queue(), []
    workers = [asyncio.create_task(work(queue, found)) for _ in range(2)]
    for n in range(2):
        queue.put_nowait(n)
    await queue.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return sorted(found)

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [0, 1]
