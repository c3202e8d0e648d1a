# finding: wrong-result -
# message: Cleo asks for A1 and gets True instead of False
class Cinema:
    """Sells the seats of a hall. Many coroutines of one event loop use it."""

    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.remove(seat)
        try:
            if await self.pay(name):
                self.booked[seat] = name
                return True
            return False
        finally:
            self.free.add(seat)

    def report(self):
        return dict(self.booked)
