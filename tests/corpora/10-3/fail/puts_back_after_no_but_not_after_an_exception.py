# finding: wrong-result M25
# message: then Cleo is told that this seat is taken
class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.discard(seat)
        if await self.pay(name):
            self.booked[seat] = name
            return True
        self.free.add(seat)
        return False

    def report(self):
        return dict(self.booked)
