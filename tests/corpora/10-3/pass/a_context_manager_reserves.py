from contextlib import contextmanager


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    @contextmanager
    def reserved(self, seat):
        self.free.remove(seat)
        try:
            yield
        finally:
            if seat not in self.booked:
                self.free.add(seat)

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        with self.reserved(seat):
            if await self.pay(name):
                self.booked[seat] = name
        return self.booked.get(seat) == name

    def report(self):
        return dict(self.booked)
