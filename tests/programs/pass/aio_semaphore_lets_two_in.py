# expect: pass
# because: never more than two are inside, whoever comes first
import asyncio

class Server:
    def __init__(self):
        self.inside = self.most = 0

    async def answer(self):
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0.01)
        self.inside -= 1

async def visit():
    server, limit = Server(), asyncio.Semaphore(2)

    async def polite():
        async with limit:
            await server.answer()

    await asyncio.gather(*(polite() for _ in range(3)))
    return server.most

# --- scenario ---
def main(): return asyncio.run(visit())
def accept(r): return r <= 2
