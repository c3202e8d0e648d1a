# finding: wrong-result M10
# message: At no moment did so many badges have so many letters
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.letters = 0
        self.lock = threading.Lock()

    def badge(self, name):
        new = False
        with self.lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
                new = True
            badge = self.badges[name]
        if new:
            with self.lock:
                self.letters += len(name)
        return badge

    def report(self):
        with self.lock:
            return len(self.badges), self.letters
