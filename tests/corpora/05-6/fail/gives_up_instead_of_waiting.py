# finding: wrong-result -
# message: and it should give 1
import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        with self.changed:
            if self.bikes >= number:
                self.bikes -= number

    def give_back(self, number):
        with self.changed:
            self.bikes += number
            self.changed.notify_all()

    def left(self):
        with self.changed:
            return self.bikes
