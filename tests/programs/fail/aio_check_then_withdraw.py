# expect: fail
# because: the balance is checked, then another task goes on at the await
import asyncio

balance = 100

async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.01)
        balance -= amount

async def shop():
    await asyncio.gather(withdraw(60), withdraw(70))
    return balance

# --- scenario ---
def main(): return asyncio.run(shop())
def accept(left): return left >= 0
