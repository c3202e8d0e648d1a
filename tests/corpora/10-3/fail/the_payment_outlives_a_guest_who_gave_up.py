# finding: wrong-result M52
# message: her payment goes on
import asyncio


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.discard(seat)
        paid = False
        try:
            paid = await asyncio.shield(self.pay(name))
        finally:
            if not paid:
                self.free.add(seat)
        if paid:
            self.booked[seat] = name
        return paid

    def report(self):
        return dict(self.booked)
