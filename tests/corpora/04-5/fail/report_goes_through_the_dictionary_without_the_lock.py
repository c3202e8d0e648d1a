# finding: wrong-result M08
# message: `report()` gave (1, 0)
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
        letters = 0
        for name in self.badges:
            letters += len(name)
        return len(self.badges), letters
