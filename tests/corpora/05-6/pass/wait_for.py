from threading import Condition


class Rental:
    def __init__(self, bikes):
        self.stock = bikes
        self.changed = Condition()

    def borrow(self, number):
        with self.changed:
            self.changed.wait_for(lambda: self.stock >= number)
            self.stock -= number

    def give_back(self, number):
        with self.changed:
            self.stock += number
            self.changed.notify_all()

    def left(self):
        with self.changed:
            return self.stock
