# expect: fail
# because: blocks-the-loop: the end of the with block waits for the processes, and stops the event loop meanwhile
import asyncio
from concurrent.futures import ProcessPoolExecutor

def read(name):
    return name.upper()

async def read_all(names):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
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
