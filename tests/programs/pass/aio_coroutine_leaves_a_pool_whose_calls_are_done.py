# expect: pass
# all calls are awaited inside of the with block, whose end waits for nothing but idle workers
import asyncio
from concurrent.futures import ThreadPoolExecutor

def read(name):
    return name.upper()

async def read_all(names):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        return await asyncio.gather(*[loop.run_in_executor(pool, read, name) for name in names])

async def serve():
    other = asyncio.create_task(asyncio.sleep(1))
    found = await read_all(["a", "b"])
    await other
    return found

# --- scenario ---
async_rules = True
def main(): return asyncio.run(serve())
def accept(r): return r == ["A", "B"]
