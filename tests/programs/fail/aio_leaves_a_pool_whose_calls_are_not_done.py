# expect: fail
# because: the end of the with block waits for the calls, and stops the event loop meanwhile
# kind: blocks-the-loop
import asyncio
from concurrent.futures import ThreadPoolExecutor

def read(name):
    return name.upper()

async def read_all(names):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        calls = [loop.run_in_executor(pool, read, name) for name in names]
    return await asyncio.gather(*calls)

async def serve():
    other = asyncio.create_task(asyncio.sleep(1))
    found = await read_all(["a", "b"])
    await other
    return found

# --- scenario ---
async_rules = True
def main(): return asyncio.run(serve())
def accept(r): return r == ["A", "B"]
