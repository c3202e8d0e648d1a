class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.remove(seat)
        try:
            paid = await self.pay(name)
        except BaseException:
            self.free.add(seat)
            raise
        if not paid:
            self.free.add(seat)
            return False
        self.booked[seat] = name
        return True

    def report(self):
        return dict(self.booked)
