# expect: pass
import asyncio

balance = 100

async def withdraw(amount, lock):
    global balance
    async with lock:
        if balance >= amount:
            await asyncio.sleep(0.01)
            balance -= amount

async def shop():
    lock = asyncio.Lock()
    await asyncio.gather(withdraw(60, lock), withdraw(70, lock))
    return balance

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(left): return left in (30, 40)
