import functools
import threading


def locked(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        with self._lock:
            return method(self, *args)

    return wrapper


class BadgeDesk:
    def __init__(self, print_badge):
        self._lock = threading.Lock()
        self.print_badge = print_badge
        self.badges = {}

    @locked
    def badge(self, name):
        if name not in self.badges:
            self.badges[name] = self.print_badge(name)
        return self.badges[name]

    @locked
    def report(self):
        return len(self.badges), sum(len(name) for name in self.badges)
