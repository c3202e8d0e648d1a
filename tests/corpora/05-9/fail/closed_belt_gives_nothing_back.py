# finding: wrong-result -
# message: and `get()` gave []
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
            self.changed.wait_for(lambda: self.closed or len(self.dishes) < self.places)
            if self.closed:
                raise Closed
            self.dishes.append(dish)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.dishes)
            if self.closed:
                raise Closed
            self.changed.notify_all()
            return self.dishes.pop(0)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
