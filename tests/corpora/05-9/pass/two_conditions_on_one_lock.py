import threading


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.places = places
        self.dishes = []
        self.closed = False
        self.lock = threading.Lock()
        self.not_full = threading.Condition(self.lock)
        self.not_empty = threading.Condition(self.lock)

    def put(self, dish):
        with self.not_full:
            self.not_full.wait_for(lambda: self.closed or len(self.dishes) < self.places)
            if self.closed:
                raise Closed("no more dishes")
            self.dishes.append(dish)
            self.not_empty.notify()

    def get(self):
        with self.not_empty:
            self.not_empty.wait_for(lambda: self.closed or self.dishes)
            if not self.dishes:
                raise Closed("nothing left")
            dish = self.dishes.pop(0)
            self.not_full.notify()
            return dish

    def close(self):
        with self.lock:
            self.closed = True
            self.not_full.notify_all()
            self.not_empty.notify_all()
