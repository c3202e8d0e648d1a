# finding: wrong-result M11
# message: the other one had to wait
import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay
        self.lock = asyncio.Lock()

    async def book(self, seat, name):
        async with self.lock:
            if seat in self.free and await self.pay(name):
                self.free.discard(seat)
                self.booked[seat] = name
                return True
            return False

    def report(self):
        return dict(self.booked)
