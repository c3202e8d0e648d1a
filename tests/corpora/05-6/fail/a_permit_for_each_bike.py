# finding: deadlock -
# message: which is at 0
import threading


class Rental:
    def __init__(self, bikes):
        self.permits = threading.Semaphore(bikes)
        self.bikes = bikes
        self.lock = threading.Lock()

    def borrow(self, number):
        for _ in range(number):
            self.permits.acquire()
        with self.lock:
            self.bikes -= number

    def give_back(self, number):
        with self.lock:
            self.bikes += number
        self.permits.release(number)

    def left(self):
        with self.lock:
            return self.bikes
