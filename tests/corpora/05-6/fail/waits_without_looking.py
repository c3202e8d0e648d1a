# finding: lost-wakeup M14
# message: what is left of the signal
import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()
        for _ in range(bikes):
            with self.changed:
                self.changed.notify()

    def borrow(self, number):
        with self.changed:
            for _ in range(number):
                self.changed.wait()
            self.bikes -= number

    def give_back(self, number):
        with self.changed:
            self.bikes += number
            self.changed.notify(number)

    def left(self):
        with self.changed:
            return self.bikes
