# finding: wrong-result -
# message: The badge of Ada was printed 2 times
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.names = set()
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            self.names.add(name)
            return self.print_badge(name)

    def report(self):
        with self.lock:
            return len(self.names), sum(len(name) for name in self.names)
