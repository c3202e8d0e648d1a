# expect: fail
# because: asyncio.run() cancels what nobody awaits
import asyncio

saved = []

async def save():
    await asyncio.sleep(1)
    saved.append("page")

async def shop():
    asyncio.create_task(save())
    return 1

# --- scenario ---
def main():
    asyncio.run(shop())
    return saved
def accept(r): return r == ["page"]
