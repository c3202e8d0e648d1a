import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.paying = set()
        self.booked = {}
        self.pay = pay
        self.changed = asyncio.Condition()

    async def book(self, seat, name):
        async with self.changed:
            await self.changed.wait_for(lambda: seat not in self.paying)
            if seat not in self.free:
                return False
            self.paying.add(seat)
        paid = False
        try:
            paid = await self.pay(name)
        finally:
            self.paying.discard(seat)
            if paid:
                self.free.discard(seat)
                self.booked[seat] = name
            async with self.changed:
                self.changed.notify_all()
        return paid

    def report(self):
        return dict(self.booked)
