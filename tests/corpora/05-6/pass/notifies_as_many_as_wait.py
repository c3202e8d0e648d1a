import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.waiting = 0
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def borrow(self, number):
        with self.lock:
            self.waiting += 1
            while not self.bikes >= number:
                self.changed.wait()
            self.waiting -= 1
            self.bikes -= number

    def give_back(self, number):
        with self.lock:
            self.bikes += number
            if self.waiting:
                self.changed.notify(self.waiting)

    def left(self):
        with self.lock:
            return self.bikes
