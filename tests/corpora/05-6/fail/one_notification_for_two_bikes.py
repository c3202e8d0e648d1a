# finding: deadlock M16
# message: which of them does this one notification wake?
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
            self.changed.notify()

    def left(self):
        with self.changed:
            return self.bikes
