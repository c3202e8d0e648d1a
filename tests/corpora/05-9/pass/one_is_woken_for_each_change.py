import threading


class Closed(Exception):
    pass


class Belt:
    """Cooks and waiters sleep on a condition each, so one notification wakes one who can use it."""

    def __init__(self, places):
        self.free, self.dishes, self.open = places, [], True
        self.lock = threading.RLock()
        self.for_cooks = threading.Condition(self.lock)
        self.for_waiters = threading.Condition(self.lock)

    def put(self, dish):
        with self.lock:
            while self.open and self.free == 0:
                self.for_cooks.wait()
            if not self.open:
                raise Closed
            self.free -= 1
            self.dishes.insert(0, dish)
            self.for_waiters.notify()

    def get(self):
        with self.lock:
            while self.open and not self.dishes:
                self.for_waiters.wait()
            if self.dishes:
                self.free += 1
                self.for_cooks.notify()
                return self.dishes.pop()
            raise Closed

    def close(self):
        with self.lock:
            self.open = False
            for condition in (self.for_cooks, self.for_waiters):
                condition.notify_all()
