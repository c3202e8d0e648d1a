class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free or seat in self.booked:
            return False
        self.booked[seat] = None
        try:
            if await self.pay(name):
                self.booked[seat] = name
                self.free.discard(seat)
                return True
        finally:
            if self.booked[seat] is None:
                del self.booked[seat]
        return False

    def report(self):
        return {seat: name for seat, name in self.booked.items() if name is not None}
