import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        badge = self.badges.get(name)
        if badge is None:
            with self.lock:
                badge = self.badges.get(name)
                if badge is None:
                    badge = self.badges[name] = self.print_badge(name)
        return badge

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
