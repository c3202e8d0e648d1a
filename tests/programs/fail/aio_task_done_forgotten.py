# expect: fail
# because: join() waits for a task_done() that never comes
import asyncio

async def work(queue, found):
    while True:
        found.append(await queue.get())

async def pipe():
    queue, found = asyncio.Queue(), []
    worker = asyncio.create_task(work(queue, found))
    queue.put_nowait(1)
    await queue.join()
    worker.cancel()
    return found

# --- scenario ---
def main(): return asyncio.run(pipe())
def accept(r): return r == [1]
