class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.being_paid = set()
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free or seat in self.being_paid:
            return False
        self.being_paid.add(seat)
        try:
            if await self.pay(name):
                self.free.remove(seat)
                self.booked[seat] = name
                return True
            return False
        finally:
            self.being_paid.discard(seat)

    def report(self):
        return self.booked.copy()
