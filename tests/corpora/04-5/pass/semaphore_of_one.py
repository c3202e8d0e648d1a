import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.desk = threading.BoundedSemaphore(1)

    def badge(self, name):
        with self.desk:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
        return self.badges[name]

    def report(self):
        with self.desk:
            names = list(self.badges)
        return len(names), sum(map(len, names))
