# finding: wrong-result -
# message: two dishes were put on it before anybody wanted one
import threading


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.dishes = []
        self.closed = False
        self.changed = threading.Condition()

    def put(self, dish):
        with self.changed:
            if self.closed:
                raise Closed
            self.dishes.append(dish)
            self.changed.notify()

    def get(self):
        with self.changed:
            while not self.dishes:
                if self.closed:
                    raise Closed
                self.changed.wait()
            return self.dishes.pop(0)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
