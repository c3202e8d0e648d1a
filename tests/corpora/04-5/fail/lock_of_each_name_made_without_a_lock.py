# finding: wrong-result M09
# message: The badge of Ada was printed 2 times
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.locks = {}

    def badge(self, name):
        if name not in self.locks:
            self.locks[name] = threading.Lock()
        with self.locks[name]:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
            return self.badges[name]

    def report(self):
        names = list(self.badges)
        return len(names), sum(len(name) for name in names)
