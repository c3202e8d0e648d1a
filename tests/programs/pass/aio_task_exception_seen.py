# expect: pass
import asyncio

async def save():
    raise OSError("disk full")

async def shop():
    task = asyncio.create_task(save())
    try:
        await task
    except OSError:
        return "not saved"
    return "saved"

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(r): return r == "not saved"
