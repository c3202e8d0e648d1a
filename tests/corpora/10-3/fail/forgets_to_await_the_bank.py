# finding: never-awaited M54
# message: never awaited
class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        return self.take(seat, name)

    async def take(self, seat, name):
        if seat in self.free:
            self.free.discard(seat)
            if await self.pay(name):
                self.booked[seat] = name
                return True
        return False

    def report(self):
        return dict(self.booked)
