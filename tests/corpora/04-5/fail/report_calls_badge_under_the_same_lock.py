# finding: deadlock M23
# message: who holds it at that moment
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
            return self.badges[name]

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(self.badge(name).name) for name in self.badges)
