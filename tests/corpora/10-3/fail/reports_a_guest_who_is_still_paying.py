# finding: wrong-result -
# message: is in the report already
class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.discard(seat)
        self.booked[seat] = name
        paid = False
        try:
            paid = await self.pay(name)
        finally:
            if not paid:
                self.free.add(seat)
                del self.booked[seat]
        return paid

    def report(self):
        return dict(self.booked)
