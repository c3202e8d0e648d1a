# finding: deadlock -
# message: was notified, and waits again in line 20
import threading


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.places, self.dishes, self.closed = places, [], False
        self.changed = threading.Condition()

    def put(self, dish):
        with self.changed:
            if self.closed:
                raise Closed
            while len(self.dishes) == self.places:
                self.changed.wait()
            self.dishes.append(dish)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while not self.dishes:
                if self.closed:
                    raise Closed
                self.changed.wait()
            dish = self.dishes.pop(0)
            self.changed.notify_all()
            return dish

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
