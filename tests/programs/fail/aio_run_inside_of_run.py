# expect: fail
# because: asyncio.run() cannot be called from a running loop
import asyncio

async def inner():
    return 1

async def outer():
    return asyncio.run(inner())

# --- scenario ---
def main(): return asyncio.run(outer())
def accept(n): return n == 1
