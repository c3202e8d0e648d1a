# expect: fail
# because: nobody awaits the task, so its exception is lost
import asyncio

async def save():
    raise OSError("disk full")

async def shop():
    asyncio.create_task(save())
    await asyncio.sleep(1)
    return "saved"

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(r): return r == "saved"
