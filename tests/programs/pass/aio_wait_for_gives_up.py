# expect: pass
import asyncio

async def answer():
    event = asyncio.Event()
    try:
        await asyncio.wait_for(event.wait(), timeout=1)
    except TimeoutError:
        return "late"

# --- scenario ---
def main(): return asyncio.run(answer())
def accept(r): return r == "late"
