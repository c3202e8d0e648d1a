# finding: deadlock M25
# message: each exception
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        self.lock.acquire()
        if name not in self.badges:
            self.badges[name] = self.print_badge(name)
        badge = self.badges[name]
        self.lock.release()
        return badge

    def report(self):
        self.lock.acquire()
        both = len(self.badges), sum(len(name) for name in self.badges)
        self.lock.release()
        return both
