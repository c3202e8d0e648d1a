import threading


class Rental:
    def __init__(self, bikes):
        self.bikes = bikes
        self.changed = threading.Condition()

    def borrow(self, number):
        self.changed.acquire()
        try:
            while True:
                if self.bikes >= number:
                    self.bikes -= number
                    return
                self.changed.wait()
        finally:
            self.changed.release()

    def give_back(self, number):
        self.changed.acquire()
        try:
            self.bikes += number
            self.changed.notify_all()
        finally:
            self.changed.release()

    def left(self):
        return self.bikes
