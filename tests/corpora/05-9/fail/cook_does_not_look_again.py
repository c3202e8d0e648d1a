# finding: wrong-result M15
# message: are on the belt, and there is room for 1
import threading


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.places = places
        self.dishes = []
        self.closed = False
        self.changed = threading.Condition()

    def put(self, dish):
        with self.changed:
            if not self.closed and len(self.dishes) == self.places:
                self.changed.wait()
            if self.closed:
                raise Closed
            self.dishes.append(dish)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while not self.closed and not self.dishes:
                self.changed.wait()
            if not self.dishes:
                raise Closed
            dish = self.dishes.pop(0)
            self.changed.notify_all()
            return dish

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
