# expect: pass
import asyncio

balance = 100

async def withdraw(amount):
    global balance
    await asyncio.sleep(0.01)
    if balance >= amount:
        balance -= amount

async def shop():
    await asyncio.gather(withdraw(60), withdraw(70))
    return balance

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(left): return left in (30, 40)
