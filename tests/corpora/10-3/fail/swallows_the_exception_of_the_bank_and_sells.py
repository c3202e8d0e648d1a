# finding: wrong-result M25
# message: Ada was told that the seat is hers
class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay

    async def book(self, seat, name):
        if seat not in self.free:
            return False
        self.free.discard(seat)
        paid = True
        try:
            paid = await self.pay(name)
        except Exception as error:
            print(error)
        if paid:
            self.booked[seat] = name
        else:
            self.free.add(seat)
        return paid

    def report(self):
        return dict(self.booked)
