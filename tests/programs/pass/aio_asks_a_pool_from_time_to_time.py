# expect: pass
# because: asyncio.sleep lets the threads of the pool go on, so the asking comes to an end
import asyncio
from concurrent.futures import ThreadPoolExecutor
def count(t): return len(t)
async def wait_for_all():
    with ThreadPoolExecutor(2) as pool:
        futures=[pool.submit(count, t) for t in ("a","bb")]
        while not all(f.done() for f in futures):
            await asyncio.sleep(0.05)
        return [f.result() for f in futures]
async def outer():
    async with asyncio.timeout(1e9):
        return await wait_for_all()
# --- scenario ---
def main(): return asyncio.run(outer())
def accept(result): return result==[1,2]
