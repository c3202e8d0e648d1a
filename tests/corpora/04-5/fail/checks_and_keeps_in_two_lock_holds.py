# finding: wrong-result M09
# message: The badge of Ada was printed 2 times
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name in self.badges:
                return self.badges[name]
        badge = self.print_badge(name)
        with self.lock:
            self.badges[name] = badge
        return badge

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
