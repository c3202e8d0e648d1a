# finding: wrong-result -
# message: got [None] instead of a badge or the error
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name not in self.badges:
                self.badges[name] = None
                self.badges[name] = self.print_badge(name)
            return self.badges[name]

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
