# expect: pass
import asyncio

saved = []

async def save():
    await asyncio.sleep(1)
    saved.append("page")

async def shop():
    task = asyncio.create_task(save())
    await task

# --- scenario ---
def main():
    asyncio.run(shop())
    return saved
def accept(r): return r == ["page"]
