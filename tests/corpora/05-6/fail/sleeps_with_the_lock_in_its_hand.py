# finding: spin -
# message: A loop waits for something that never comes
import threading
import time


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.lock = threading.Lock()

    def borrow(self, number):
        with self.lock:
            while self.bikes < number:
                time.sleep(0.01)
            self.bikes -= number

    def give_back(self, number):
        with self.lock:
            self.bikes += number

    def left(self):
        with self.lock:
            return self.bikes
