# expect: pass
import asyncio

log = []

async def slow():
    try:
        await asyncio.sleep(100)
    finally:
        log.append("closed")

async def answer():
    try:
        async with asyncio.timeout(1):
            await slow()
    except TimeoutError:
        log.append("late")
    return log

# --- scenario ---
def main(): return asyncio.run(answer())
def accept(r): return r == ["closed", "late"]
