FREE, PAYING = object(), object()


class Cinema:
    def __init__(self, seats, pay):
        self.seats = dict.fromkeys(seats, FREE)
        self.pay = pay

    async def book(self, seat, name):
        if self.seats.get(seat) is not FREE:
            return False
        self.seats[seat] = PAYING
        guest = FREE
        try:
            if await self.pay(name):
                guest = name
        finally:
            self.seats[seat] = guest
        return guest is not FREE

    def report(self):
        return {seat: guest for seat, guest in self.seats.items() if guest not in (FREE, PAYING)}
