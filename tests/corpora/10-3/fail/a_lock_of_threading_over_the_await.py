# finding: blocks-the-loop M54
# message: waiting for a lock of threading stops the whole event loop
import threading


class Cinema:
    def __init__(self, seats, pay):
        self.free = set(seats)
        self.booked = {}
        self.pay = pay
        self.lock = threading.Lock()

    async def book(self, seat, name):
        with self.lock:
            if seat in self.free and await self.pay(name):
                self.free.discard(seat)
                self.booked[seat] = name
                return True
        return False

    def report(self):
        return dict(self.booked)
