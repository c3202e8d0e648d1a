import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = list(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        try:
            self.free.remove(seat)
        except ValueError:
            return False
        try:
            if await self.pay(name):
                self.booked[seat] = name
                return True
        except (Exception, asyncio.CancelledError):
            self.free.append(seat)
            raise
        self.free.append(seat)
        return False

    def report(self):
        return dict(self.booked)
