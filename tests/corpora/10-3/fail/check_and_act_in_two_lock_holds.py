# finding: wrong-result M09
# message: Both were told that seat A1 is theirs
import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay
        self.lock = asyncio.Lock()

    async def book(self, seat, name):
        async with self.lock:
            is_free = seat in self.free
        if not is_free or not await self.pay(name):
            return False
        async with self.lock:
            self.free.discard(seat)
            self.booked[seat] = name
        return True

    def report(self):
        return dict(self.booked)
