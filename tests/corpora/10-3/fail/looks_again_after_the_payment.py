# finding: wrong-result M09
# message: Ada and Ben paid
class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat in self.free and await self.pay(name):
            if seat in self.free:
                self.free.discard(seat)
                self.booked[seat] = name
                return True
        return False

    def report(self):
        return dict(self.booked)
