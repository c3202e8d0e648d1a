# finding: wrong-result M09
# message: The badge of Ada was printed 2 times
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        if name not in self.badges:
            with self.lock:
                self.badges[name] = self.print_badge(name)
        return self.badges[name]

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
