# finding: lost-wakeup M14
# message: what is left of the signal
import threading


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.places = places
        self.dishes = []
        self.closed = False
        self.arrived = threading.Condition()

    def put(self, dish):
        with self.arrived:
            if self.closed:
                raise Closed
            self.dishes.append(dish)
            self.arrived.notify()

    def get(self):
        with self.arrived:
            self.arrived.wait()
            if self.closed and not self.dishes:
                raise Closed
            return self.dishes.pop(0)

    def close(self):
        with self.arrived:
            self.closed = True
            self.arrived.notify_all()
