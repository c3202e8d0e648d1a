# finding: lost-wakeup M17
# message: A notification came when nobody was waiting yet
import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        while self.bikes < number:
            with self.changed:
                self.changed.wait()
        with self.changed:
            self.bikes -= number

    def give_back(self, number):
        with self.changed:
            self.bikes += number
            self.changed.notify_all()

    def left(self):
        with self.changed:
            return self.bikes
