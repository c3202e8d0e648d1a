# finding: wrong-result -
# message: The badge of Ada was printed 2 times
import functools
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.lock = threading.Lock()
        self.names = {}

        @functools.lru_cache(maxsize=None)
        def printed(name):
            badge = print_badge(name)
            with self.lock:
                self.names[name] = badge
            return badge

        self.badge = printed

    def badge(self, name):
        raise AssertionError("replaced in __init__")

    def report(self):
        with self.lock:
            return len(self.names), sum(len(name) for name in self.names)
