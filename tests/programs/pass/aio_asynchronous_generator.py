# expect: pass
import asyncio

async def numbers(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)

async def read():
    doubled = [2 * n async for n in numbers(3)]
    async for n in numbers(5):
        if n == 2:
            break
    return doubled, n

# --- scenario ---
def main(): return asyncio.run(read())
def accept(r): return r == ([0, 2, 4], 2)
