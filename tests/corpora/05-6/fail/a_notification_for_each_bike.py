# finding: deadlock M16
# message: A wants two, for good
import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        with self.changed:
            while self.bikes < number:
                self.changed.wait()
            self.bikes -= number

    def give_back(self, number):
        with self.changed:
            self.bikes += number
            self.changed.notify(number)

    def left(self):
        with self.changed:
            return self.bikes
