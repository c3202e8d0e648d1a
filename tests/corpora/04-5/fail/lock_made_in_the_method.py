# finding: wrong-result M06
# message: How many locks exist
from threading import Lock


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}

    def badge(self, name):
        lock = Lock()
        with lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
            return self.badges[name]

    def report(self):
        lock = Lock()
        with lock:
            return len(self.badges), sum(len(name) for name in self.badges)
