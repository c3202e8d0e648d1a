import threading


class Rental:
    """One is woken; who cannot go, or leaves bikes behind, wakes the next one."""

    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        with self.changed:
            while self.bikes < number:
                self.changed.wait()
            self.bikes -= number
            self.changed.notify_all()

    def give_back(self, number):
        with self.changed:
            self.bikes = self.bikes + number
            self.changed.notify_all()

    def left(self):
        with self.changed:
            return self.bikes
