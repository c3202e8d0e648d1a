import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.locks = {seat: asyncio.Lock() for seat in seats}
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.locks:
            return False
        async with self.locks[seat]:
            if seat in self.booked:
                return False
            if not await self.pay(name):
                return False
            self.booked[seat] = name
            return True

    def report(self):
        return dict(self.booked)
