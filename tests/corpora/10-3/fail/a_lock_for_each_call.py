# finding: wrong-result M09
# message: Both were told that seat A1 is theirs
import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        lock = asyncio.Lock()
        async with lock:
            if seat in self.free and await self.pay(name):
                self.free.discard(seat)
                self.booked[seat] = name
                return True
        return False

    def report(self):
        return dict(self.booked)
