# expect: pass
# the second call may still run when the exception of the first one leaves the block: this wait is cleaning up
import asyncio
from concurrent.futures import ThreadPoolExecutor

def read(name):
    return name.upper()

async def read_all(names):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        return await asyncio.gather(*[loop.run_in_executor(pool, read, name) for name in names])

async def serve():
    other = asyncio.create_task(asyncio.sleep(1))
    try:
        return await read_all([4, "d"])
    except AttributeError:
        return "no name"
    finally:
        await other

# --- scenario ---
async_rules = True
def main(): return asyncio.run(serve())
def accept(r): return r == "no name"
