# finding: exception M09
# message: pop from empty list
import threading
import time


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.places = places
        self.dishes = []
        self.closed = False
        self.lock = threading.Lock()

    def put(self, dish):
        while len(self.dishes) >= self.places and not self.closed:
            time.sleep(0.01)
        with self.lock:
            if self.closed:
                raise Closed
            self.dishes.append(dish)

    def get(self):
        while not self.dishes:
            if self.closed:
                raise Closed
            time.sleep(0.01)
        with self.lock:
            return self.dishes.pop(0)

    def close(self):
        self.closed = True
